import type { ChatEvent } from '../../protocol/events.ts';
import type { BlockInterval } from '../ports/blocks.ts';
import type { LogEntry } from '../ports/messages.ts';
import type { ChatPorts } from '../ports.ts';

/** The stored events that a user may see: not what somebody said or did in lobby or groups while the user blocked them. */
export async function selectVisible(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  viewer: string,
  entries: readonly LogEntry[],
): Promise<ChatEvent[]> {
  const shown = entries.map(({ event }) => event);
  const authors = new Set(shown.map(publicAuthor).filter((author) => author !== undefined));
  authors.delete(viewer);
  if (authors.size === 0) return shown;
  const intervals = await blocks.intervals(viewer, [...authors]);
  return shown.filter((event) => {
    const author = publicAuthor(event);
    return author === undefined || !isHidden(event.id, intervals.get(author) ?? []);
  });
}

/** Whether a block hides what has this id. */
const isHidden = (id: string, intervals: readonly BlockInterval[]) =>
  intervals.some(({ since, until }) => id > since && (until === undefined || id < until));

/** Who is behind an event before an audience; what a block hides between two users is in no log that the other reads. */
function publicAuthor(event: ChatEvent): string | undefined {
  switch (event.type) {
    case 'lobby':
    case 'group':
      return event.from;
    case 'joined':
    case 'left':
      return event.user;
    default:
      return undefined;
  }
}
