import { cutPage } from '../../conversations/cut-page.ts';
import { pageConversations } from '../../conversations/page-conversations.ts';
import { summarize } from '../../conversations/summarize.ts';
import { LOBBY_CHANNEL } from '../../ports/subscriptions.ts';
import { keepCommandRate, userRateKey } from '../../rates/command-rate.ts';
import { createSemaphore } from '../../semaphore.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { rangeOf } from '../list.ts';

/** As long as the answer may be without its items: `next` ends in a name. */
const LONGEST = { type: 'list', of: 'conversations', items: [], next: 'x'.repeat(128) };

/** Each summary reads a log from both ends. */
const SUMMARIES_AT_ONCE = 10;

/** Each costs as much as a message or two, so that a page counts as one command more for so many of them. */
const SUMMARIES_PER_COMMAND = 10;

/**
 * The sender's conversations with their newest event and what is unread: the lobby, groups and whispers, each by
 * name. A whisper of which there is nothing to see is left out, so a page may hold fewer than asked for.
 */
export const conversations: CommandHandler<'conversations'> = async (ports, fields, { user }) => {
  const range = rangeOf(ports, fields);
  const [{ items, hasMore, next }, signedInAt] = await settleAll([
    pageConversations(ports, user, range),
    // Only the first page has the lobby, of which nothing from before is new to anybody.
    range.after === undefined ? ports.users.firstSignIn(user) : undefined,
  ]);
  await keepCommandRate(ports, userRateKey(user), Math.floor(items.length / SUMMARIES_PER_COMMAND));
  const [marks, peerMarks] = await settleAll([
    ports.conversations.marks(
      user,
      items.map(({ key }) => key),
    ),
    ports.conversations.marksOfPeers(
      user,
      items.flatMap(({ peer }) => (peer === undefined || peer === user ? [] : [peer])),
    ),
  ]);
  const atOnce = createSemaphore(SUMMARIES_AT_ONCE);
  const summaries = await settleAll(
    items.map((item) =>
      atOnce(() => {
        const from = item.key === LOBBY_CHANNEL ? signedInAt : undefined;
        const peerMark = item.peer === undefined ? undefined : (peerMarks.get(item.peer) ?? null);
        return summarize(ports, user, item, { mark: marks.get(item.key), from, peerMark });
      }),
    ),
  );
  const page = cutPage(summaries, items.length, LONGEST);
  const isCut = page.length < summaries.length;
  return {
    answer: {
      type: 'list',
      of: 'conversations',
      items: page.filter(({ conversation, last }) => last !== null || !conversation.startsWith('whisper:')),
      next: isCut || hasMore ? ((isCut ? undefined : next) ?? page.at(-1)?.conversation ?? null) : null,
    },
  };
};
