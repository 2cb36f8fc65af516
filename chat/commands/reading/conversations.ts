import type { ListItems } from '../../../protocol/frames/list-items.ts';
import { cutPage } from '../../conversations/cut-page.ts';
import { pageConversations } from '../../conversations/page-conversations.ts';
import { readEverBlocked } from '../../conversations/select-visible.ts';
import { summarize } from '../../conversations/summarize.ts';
import type { ReadState } from '../../ports/messages/conversations.ts';
import { keepExtraRate } from '../../rates/command-rate.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { rangeOf } from '../list.ts';

/** As long as the answer may be without its items: `next` ends in a name. */
const LONGEST = { type: 'list', of: 'conversations', items: [], next: 'x'.repeat(128) };

/** Each costs as much as a message or two, so that a page counts as one command more for so many of them. */
const SUMMARIES_PER_COMMAND = 10;

/**
 * The sender's conversations with their newest event and what is unread: the lobby, groups and whispers, each by
 * name. A whisper of which there is nothing to see is left out, so a page may hold fewer than asked for.
 */
export const conversations: CommandHandler<'conversations'> = async (ports, fields, request) => {
  const { user } = request;
  const range = rangeOf(ports, fields);
  const [{ items, hasMore, next }, blocked] = await settleAll([
    pageConversations(ports, user, range),
    readEverBlocked(ports, user),
  ]);
  await keepExtraRate(ports, request, Math.floor(items.length / SUMMARIES_PER_COMMAND));
  const [found, peerMarks] = await settleAll([
    summarize(ports, user, items, blocked),
    ports.conversations.marksOfPeers(
      user,
      items.flatMap(({ peer }) => (peer === undefined || peer === user ? [] : [peer])),
    ),
  ]);
  const summaries = found.map(({ conversation: { name, state, peer, joined }, last, ...counts }) => ({
    conversation: name,
    last,
    read_upto: state.readUpto ?? null,
    ...(peer !== undefined && { peer_read_upto: peerMarks.get(peer) ?? null }),
    ...counts,
    ...notifyIn(state, joined),
  }));
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

/** Of what one wants to be told: nothing where that was never said, or of a group only before one joined it. */
function notifyIn(
  { notify }: ReadState,
  joined = '',
): Pick<ListItems['conversations'], 'level' | 'level_rev'> {
  if (notify === undefined || notify.rev < joined) return {};
  return { ...(notify.level !== 'all' && { level: notify.level }), level_rev: notify.rev };
}
