import { hiddenBy, isEdited } from '../../protocol/events/changes.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { type ChatEvent, recordOf } from '../../protocol/events/events.ts';
import { withoutQuote } from '../../protocol/events/replies.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { LogEntry } from '../ports/messages/messages.ts';
import type { BlockInterval, EverBlocked } from '../ports/people/blocks.ts';

/** Whether a viewer may see an event: not what somebody said or did in lobby or groups while the viewer blocked them. */
export type IsVisible = (event: ChatEvent) => boolean;

/** Whom a viewer had ever blocked at a time. */
export interface BlockedUntil extends EverBlocked {
  /** Epoch milliseconds. */
  readonly readAt: number;
}

/** Clocks of functions and of API Gateway differ by less, as where a block is written. */
const CLOCK_TOLERANCE_MS = 6_000;

/** Reads whom a viewer has ever blocked, before the events: those who aren't among them need not be asked after. */
export async function readEverBlocked(
  { blocks, clock }: Pick<ChatPorts, 'blocks' | 'clock'>,
  viewer: string,
): Promise<BlockedUntil> {
  const readAt = clock.now();
  return { ...(await blocks.everBlockedBy(viewer)), readAt };
}

/** The stored events that a user may see, of replies what they answer only where the user may see that, too. @param blocked as of `findVisible` */
export async function selectVisible(
  ports: Pick<ChatPorts, 'blocks'>,
  viewer: string,
  entries: readonly LogEntry[],
  blocked?: BlockedUntil,
): Promise<ChatEvent[]> {
  const events = entries.map(({ event }) => event);
  const quoted = events.map(quotedIn).filter((message) => message !== undefined);
  const isVisible = await findVisible(ports, viewer, [...events, ...quoted], blocked);
  return events.filter(isVisible).map((event) => {
    const message = quotedIn(event);
    return message && !isVisible(message) ? withoutQuote(event) : event;
  });
}

const quotedIn = (event: ChatEvent) => ('quoted' in event ? event.quoted : undefined);

/**
 * Asks once for all of some events which of them a user may see.
 * @param blocked where it is known whom the user has ever blocked; else all authors are asked after
 * @returns whether one of these is visible
 */
export async function findVisible(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  viewer: string,
  events: readonly ChatEvent[],
  blocked?: BlockedUntil,
): Promise<IsVisible> {
  const doubtful = blocked ? events.filter((event) => mayBeHidden(event, blocked)) : events;
  const authors = new Set(doubtful.map(authorOf).filter((author) => author !== undefined));
  authors.delete(viewer);
  if (authors.size === 0) return () => true;
  const intervals = await blocks.intervals(viewer, [...authors]);
  return (event) => {
    const author = authorOf(event);
    const hidden = intervals.get(author ?? '') ?? [];
    return author === undefined || !hiddenBy(event).some((id) => isHidden(id, hidden));
  };
}

/** A block that came behind that read hides only what is newer than the read, as it hides from its settling on. */
const mayBeHidden = (event: ChatEvent, { names, isComplete, readAt }: BlockedUntil) =>
  !isComplete ||
  names.has(authorOf(event) ?? '') ||
  hiddenBy(event).some((id) => readEventTime(id) > readAt - CLOCK_TOLERANCE_MS);

/**
 * By whose blocks an event may be hidden. A whisper that a block hides is in its author's own log; but one that is edited
 * behind a block says something else in the log that both read.
 */
const authorOf = (event: ChatEvent) =>
  recordOf(event).blockableAuthor(event) ??
  (event.type === 'whisper' && isEdited(event) ? event.from : undefined);

/** Whether a block hides what has this id. */
const isHidden = (id: string, intervals: readonly BlockInterval[]) =>
  intervals.some(({ since, until }) => id > since && (until === undefined || id < until));
