import { idOfTime, laterId } from '../../protocol/events/event-id.ts';
import type { ListItems, LoggedFrame } from '../../protocol/frames-v2.ts';
import { UNREAD_MAX } from '../../protocol/limits.ts';
import { toLoggedFrame } from '../../protocol/render-v2.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { settleAll } from '../settle-all.ts';
import type { OpenConversation } from './open-conversation.ts';
import { readLogsAfter, readLogsBefore } from './read-logs.ts';
import { selectVisible } from './select-visible.ts';

type SummarizePorts = Pick<ChatPorts, 'log' | 'blocks'>;

/** Of the newest events nearly always the first may be seen: a few are read, then all the others that are looked at. */
const NEWEST_READ_AT_ONCE = [5, 95];
/** Most pages that are counted: behind a hundred unread messages at once, else past what may not be seen. */
const UNREAD_PAGES = 3;

/** From where on a conversation is unread. */
export interface UnreadFrom {
  /** The id up to which the user has read it. */
  readonly mark: string | undefined;
  /** Where there is no mark, only from then on, in epoch milliseconds; absent: all that is kept. */
  readonly from: number | undefined;
  /** The id up to which the other party has read it; null where that isn't known, absent where there is none. */
  readonly peerMark?: string | null | undefined;
}

/**
 * A conversation's newest event, and how much of it is unread. Looks at so many events at most, however many of them
 * the user may not see: behind somebody whom one blocks nobody need walk through all that they said.
 */
export async function summarize(
  ports: SummarizePorts,
  user: string,
  conversation: OpenConversation,
  { mark, from, peerMark }: UnreadFrom,
): Promise<ListItems['conversations']> {
  const [last, unread] = await settleAll([
    findLast(ports, user, conversation),
    countUnread(ports, user, conversation, mark ?? idOfTime(from ?? 0)),
  ]);
  return {
    conversation: conversation.name,
    last,
    read_upto: mark ?? null,
    ...(peerMark !== undefined && { peer_read_upto: peerMark }),
    unread,
  };
}

async function findLast(
  ports: SummarizePorts,
  user: string,
  { logs, from }: OpenConversation,
): Promise<LoggedFrame | null> {
  let range: { before?: string; from?: string } = from === undefined ? {} : { from };
  for (const limit of NEWEST_READ_AT_ONCE) {
    const { entries, hasMore, last } = await readLogsBefore(ports, logs, range, limit);
    const [newest] = await selectVisible(ports, user, entries);
    const frame = newest && toLoggedFrame(newest, user);
    if (frame) return frame;
    if (!hasMore || last === undefined) return null;
    range = { ...range, before: last };
  }
  return null;
}

/** The messages of others behind the mark, as far as is looked; stops at `UNREAD_MAX`. */
async function countUnread(
  ports: SummarizePorts,
  user: string,
  { logs, from = '' }: OpenConversation,
  mark: string,
): Promise<number> {
  let after = laterId(mark, from);
  let unread = 0;
  for (let pages = 0; pages < UNREAD_PAGES; pages++) {
    const { entries, hasMore, last } = await readLogsAfter(ports, logs, after, UNREAD_MAX);
    const events = await selectVisible(ports, user, entries);
    unread += events.filter((event) => 'content' in event && event.from !== user).length;
    if (unread >= UNREAD_MAX) return UNREAD_MAX;
    if (!hasMore || last === undefined) return unread;
    after = last;
  }
  return unread;
}
