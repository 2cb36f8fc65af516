import { cutPage } from '../conversations/cut-page.ts';
import { pageConversations } from '../conversations/page-conversations.ts';
import { summarize } from '../conversations/summarize.ts';
import { createSemaphore } from '../delivery/semaphore.ts';
import { settleAll } from '../settle-all.ts';
import type { CommandHandler } from './command.ts';
import { rangeOf } from './list.ts';

/** Each summary reads a log from both ends. */
const SUMMARIES_AT_ONCE = 10;

/**
 * The sender's conversations with their newest event and what is unread: the lobby, groups and whispers, each by
 * name. A whisper of which there is nothing to see is left out, so a page may hold fewer than asked for.
 */
export const conversations: CommandHandler<'conversations'> = async (ports, fields, { user }) => {
  const { items, hasMore } = await pageConversations(ports, user, rangeOf(ports, fields));
  const marks = await ports.conversations.marks(
    user,
    items.map(({ key }) => key),
  );
  const atOnce = createSemaphore(SUMMARIES_AT_ONCE);
  const summaries = await settleAll(
    items.map((item) => atOnce(() => summarize(ports, user, item, marks.get(item.key)))),
  );
  const page = cutPage(summaries, items.length);
  const isCut = page.length < summaries.length;
  return {
    answer: {
      type: 'list',
      of: 'conversations',
      items: page.filter(({ conversation, last }) => last !== null || !conversation.startsWith('whisper:')),
      next: hasMore || isCut ? (page.at(-1)?.conversation ?? null) : null,
    },
  };
};
