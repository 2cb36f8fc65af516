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

/** Whether it is among events that are in their order. */
export const hasEvent = (events: readonly LoggedFrame[], id: string) =>
  events[placeOf(events, id)]?.id === id;

/**
 * Puts each at its place, without a look at all of the others: there may be thousands, and one comes at a time.
 * @returns the very array when nothing in `others` is new
 */
function merge(events: readonly LoggedFrame[], others: readonly LoggedFrame[]): readonly LoggedFrame[] {
  const all = [...events];
  for (const event of others) {
    if (!hasEvent(all, event.id)) all.splice(placeOf(all, event.id), 0, event);
  }
  return all.length === events.length ? events : all;
}

/** How many events come before an id. */
function placeOf(events: readonly LoggedFrame[], id: string): number {
  let [start, end] = [0, events.length];
  while (start < end) {
    const middle = (start + end) >> 1;
    if ((events[middle]?.id ?? '') < id) start = middle + 1;
    else end = middle;
  }
  return start;
}
