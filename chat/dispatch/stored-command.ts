import { readEventTime } from '../../protocol/events/event-id.ts';
import { findMessage } from '../conversations/open-message.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { dayOf } from '../ports/messages/conversations.ts';
import { type LogEntry, mayWait } from '../ports/messages/messages.ts';
import { DELIVER_WITHIN_MS } from '../posting/deadlines.ts';
import { acknowledge, type Outcome } from '../request.ts';
import { finishBlock } from '../rules/finish-block.ts';
import { settleAll } from '../settle-all.ts';
import { drainWaiting } from '../waiting/drain-waiting.ts';
import type { CommandLogs } from './command-logs.ts';

/** What an unfinished command stored. */
export interface StoredEvent extends LogEntry {
  /** In whose log it is. */
  readonly conversation: string;
  /** Whether only its author may see it. */
  readonly isOwn: boolean;
}

/** What an unfinished command stored; undefined when it didn't come so far. */
export async function findStored(
  { log }: Pick<ChatPorts, 'log'>,
  { shared, own }: CommandLogs,
  id: string,
): Promise<StoredEvent | undefined> {
  const [found, hidden] = await settleAll([
    shared === undefined ? undefined : log.find(shared, id),
    own === undefined ? undefined : log.find(own, id),
  ]);
  if (found && shared !== undefined) return { ...found, conversation: shared, isOwn: false };
  return hidden && own !== undefined ? { ...hidden, conversation: own, isOwn: true } : undefined;
}

/** Whether an unfinished command has changed a message, of which its event only tells. @param fields its own */
export async function hasAmended(
  ports: Pick<ChatPorts, 'log'>,
  { shared, own }: CommandLogs,
  fields: object,
  id: string,
): Promise<boolean> {
  if (!('id' in fields) || typeof fields.id !== 'string') return false;
  const logs = [shared, own].filter((log) => log !== undefined);
  return (await findMessage(ports, logs, fields.id))?.message.rev === id;
}

/** Whether it happened before an audience, and not between two users. */
export const isPublic = ({ event }: LogEntry) => !('to' in event);

/**
 * Ends a command whose event was stored. Everybody sees it at their next sync; only what somebody away is owed must
 * wait for them all the same. It is done as it was stored, whoever has blocked whom since.
 */
export async function finishStored(ports: ChatPorts, { event, isOwn }: StoredEvent): Promise<Outcome> {
  const { id } = event;
  if (!('to' in event)) return acknowledge(id);
  if (event.type === 'blocked') await finishBlock(ports, event);
  if (isOwn) {
    // The crash may have come between the two writes that go side by side, and a sync would pass it over.
    await ports.conversations.touchOwn(event.from, event.to, dayOf(readEventTime(id)));
    return acknowledge(id);
  }
  if (mayWait(event)) {
    // May repeat it to a v1 client, if the crash came between the post and what says that it was posted.
    await ports.waiting.put(event.to, event, 0);
    await drainWaiting(ports, event.to, { deadline: ports.clock.now() + DELIVER_WITHIN_MS });
  }
  return acknowledge(id);
}
