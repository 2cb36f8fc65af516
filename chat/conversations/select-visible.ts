import { type ChatEvent, recordOf } from '../../protocol/events/events.ts';
import type { BlockInterval } from '../ports/blocks.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages.ts';

/** The stored events that a user may see: not what somebody said or did in lobby or groups while the user blocked them. */
export async function selectVisible(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  viewer: string,
  entries: readonly LogEntry[],
): Promise<ChatEvent[]> {
  const shown = entries.map(({ event }) => event);
  const authors = new Set(shown.map(authorOf).filter((author) => author !== undefined));
  authors.delete(viewer);
  if (authors.size === 0) return shown;
  const intervals = await blocks.intervals(viewer, [...authors]);
  return shown.filter((event) => {
    const author = authorOf(event);
    return author === undefined || !isHidden(event.id, intervals.get(author) ?? []);
  });
}

const authorOf = (event: ChatEvent) => recordOf(event).blockableAuthor(event);

/** Whether a block hides what has this id. */
const isHidden = (id: string, intervals: readonly BlockInterval[]) =>
  intervals.some(({ since, until }) => id > since && (until === undefined || id < until));
