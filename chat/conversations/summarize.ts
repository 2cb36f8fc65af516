import { idOfTime, laterId } from '../../protocol/event-id.ts';
import type { ListItems, LoggedFrame } from '../../protocol/frames-v2.ts';
import { UNREAD_MAX } from '../../protocol/limits.ts';
import { toFrameV2 } from '../../protocol/render-v2.ts';
import type { ChatPorts } from '../ports.ts';
import { settleAll } from '../settle-all.ts';
import type { OpenConversation } from './open-conversation.ts';
import { readLogsAfter, readLogsBefore } from './read-logs.ts';
import { selectVisible } from './visible.ts';

type SummarizePorts = Pick<ChatPorts, 'log' | 'blocks'>;

/** Of the newest events nearly always the first may be seen. */
const NEWEST_LOOKED_AT = 5;

/**
 * A conversation's newest event, and how much of it is unread.
 * @param mark the id up to which the user has read it; without one, all that is kept is unread
 */
export async function summarize(
  ports: SummarizePorts,
  user: string,
  conversation: OpenConversation,
  mark: string | undefined,
): Promise<ListItems['conversations']> {
  const [last, unread] = await settleAll([
    findLast(ports, user, conversation),
    countUnread(ports, user, conversation, mark),
  ]);
  return { conversation: conversation.name, last, read_upto: mark ?? null, unread };
}

async function findLast(
  ports: SummarizePorts,
  user: string,
  { logs, from }: OpenConversation,
): Promise<LoggedFrame | null> {
  let range: { before?: string; from?: string } = from === undefined ? {} : { from };
  for (;;) {
    const { entries, hasMore, last } = await readLogsBefore(ports, logs, range, NEWEST_LOOKED_AT);
    const [newest] = await selectVisible(ports, user, entries);
    const frame = newest && toFrameV2(newest, user);
    if (frame) return frame;
    if (!hasMore || last === undefined) return null;
    range = { ...range, before: last };
  }
}

/** The messages of others behind the mark; stops at `UNREAD_MAX`. */
async function countUnread(
  ports: SummarizePorts,
  user: string,
  { logs, from = '' }: OpenConversation,
  mark = idOfTime(0),
): Promise<number> {
  let after = laterId(mark, from);
  for (let unread = 0; ; ) {
    const { entries, hasMore, last } = await readLogsAfter(ports, logs, after, UNREAD_MAX);
    const events = await selectVisible(ports, user, entries);
    unread += events.filter((event) => 'content' in event && event.from !== user).length;
    if (unread >= UNREAD_MAX) return UNREAD_MAX;
    if (!hasMore || last === undefined) return unread;
    after = last;
  }
}
