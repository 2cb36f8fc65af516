import type { LoggedFrame } from '../../protocol/frames-v2.ts';

/** Part of a conversation, in the order of its events' ids. */
export interface Stretch {
  /** Oldest first. */
  readonly events: readonly LoggedFrame[];
  /** From here on nothing is missing; undefined while that isn't known. */
  readonly wholeFrom?: string;
  /** How many events are kept. */
  readonly limit: number;
}

export const emptyStretch = (limit: number): Stretch => ({ events: [], limit });

/** Adds an event at its place; what outgrows the limit goes, oldest first. A repeat changes nothing. */
export function addEvent(stretch: Stretch, event: LoggedFrame): Stretch {
  const events = merge(stretch.events, [event]);
  if (events === stretch.events || events.length <= stretch.limit) return { ...stretch, events };
  const kept = events.slice(-stretch.limit);
  const [oldest] = kept;
  const { wholeFrom } = stretch;
  const isCut = oldest !== undefined && wholeFrom !== undefined && wholeFrom < oldest.id;
  return { ...stretch, events: kept, ...(isCut && { wholeFrom: oldest.id }) };
}

/**
 * Adds a page of history that ends where nothing was missing; the limit grows so that it stays.
 * @param page.before where the next page ends; null when this was the last
 */
export function addPage(
  stretch: Stretch,
  page: { readonly events: readonly LoggedFrame[]; readonly before: string | null },
): Stretch {
  const events = merge(stretch.events, page.events);
  return { events, limit: Math.max(stretch.limit, events.length), wholeFrom: page.before ?? '' };
}

/** @returns the very array when nothing in `others` is new */
function merge(events: readonly LoggedFrame[], others: readonly LoggedFrame[]): readonly LoggedFrame[] {
  const known = new Set(events.map(({ id }) => id));
  const fresh = others.filter(({ id }) => !known.has(id));
  if (fresh.length === 0) return events;
  return [...events, ...fresh].sort((one, other) => (one.id < other.id ? -1 : 1));
}
