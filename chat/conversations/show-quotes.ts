import { otherParty } from '../../protocol/events/event-record.ts';
import type { ChatEvent } from '../../protocol/events/events.ts';
import type { MessageEvent } from '../../protocol/events/messages.ts';
import { isReply, type Reply, withQuote } from '../../protocol/events/replies.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { type LogEntry, logsOfPair } from '../ports/messages/messages.ts';
import { settleAll } from '../settle-all.ts';
import { findMessage } from './open-message.ts';
import { type BlockedUntil, findVisible } from './select-visible.ts';

/** Where a viewer reads. */
export interface ReadingPlace {
  readonly viewer: string;
  /** Of a channel its log; of a whisper they follow from the two. */
  readonly logs: readonly string[];
  /** Nothing with an earlier id is the viewer's to see. */
  readonly from?: string | undefined;
}

/**
 * Entries with what replies among them answer, as that stands by now. Whether a block hides that is decided with all else
 * (`selectVisible`). Reads nothing where there is no reply, and no message twice.
 */
export async function findQuotes(
  ports: Pick<ChatPorts, 'log'>,
  { viewer, logs, from = '' }: ReadingPlace,
  entries: readonly LogEntry[],
): Promise<readonly LogEntry[]> {
  if (!entries.some(({ event }) => isReply(event))) return entries;
  const messages = new Map<string, Promise<MessageEvent | undefined>>();
  for (const { event } of entries) if ('content' in event) messages.set(event.id, Promise.resolve(event));

  async function find(reply: Reply): Promise<MessageEvent | undefined> {
    const all = reply.type === 'whisper' ? logsOfPair(viewer, otherParty(reply, viewer)) : logs;
    return (await findMessage(ports, all, reply.replyTo))?.message;
  }

  return settleAll(
    entries.map(async (entry) => {
      const { event } = entry;
      if (!isReply(event) || event.replyTo < from) return entry;
      const finding = messages.get(event.replyTo) ?? find(event);
      messages.set(event.replyTo, finding);
      return { ...entry, event: withQuote(event, await finding) };
    }),
  );
}

/** An event as a viewer sees it, who may see it: a reply with what it answers. @param blocked as of `findVisible` */
export async function showTo<E extends ChatEvent>(
  ports: Pick<ChatPorts, 'log' | 'blocks'>,
  place: ReadingPlace,
  event: E,
  blocked?: BlockedUntil,
): Promise<E> {
  const [entry] = await findQuotes(ports, place, [{ event }]);
  const quoted = entry && 'quoted' in entry.event ? entry.event.quoted : undefined;
  if (!quoted) return event;
  const isVisible = await findVisible(ports, place.viewer, [quoted], blocked);
  return withQuote(event, isVisible(quoted) ? quoted : undefined);
}

/** The same of what happened between two. */
export const showPairTo = <E extends ChatEvent>(
  ports: Pick<ChatPorts, 'log' | 'blocks'>,
  viewer: string,
  event: E,
): Promise<E> => showTo(ports, { viewer, logs: [] }, event);
