import { type ChatEvent, recordOf } from '../../protocol/events/events.ts';
import type { BlockInterval } from '../ports/blocks.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages.ts';

/** Whether a viewer may see an event: not what somebody said or did in lobby or groups while the viewer blocked them. */
export type IsVisible = (event: ChatEvent) => boolean;

/** The stored events that a user may see. */
export async function selectVisible(
  ports: Pick<ChatPorts, 'blocks'>,
  viewer: string,
  entries: readonly LogEntry[],
): Promise<ChatEvent[]> {
  const events = entries.map(({ event }) => event);
  return events.filter(await findVisible(ports, viewer, events));
}

/** Asks once for all of some events which of them a user may see. @returns whether one of these is visible */
export async function findVisible(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  viewer: string,
  events: readonly ChatEvent[],
): Promise<IsVisible> {
  const authors = new Set(events.map(authorOf).filter((author) => author !== undefined));
  authors.delete(viewer);
  if (authors.size === 0) return () => true;
  const intervals = await blocks.intervals(viewer, [...authors]);
  return (event) => {
    const author = authorOf(event);
    return author === undefined || !isHidden(event.id, intervals.get(author) ?? []);
  };
}

const authorOf = (event: ChatEvent) => recordOf(event).blockableAuthor(event);

/** Whether a block hides what has this id. */
const isHidden = (id: string, intervals: readonly BlockInterval[]) =>
  intervals.some(({ since, until }) => id > since && (until === undefined || id < until));
