import type { LoggedFrame } from '../../../protocol/frames/logged.ts';
import { isSameList } from '../same.ts';
import {
  amend,
  type ChangeFrame,
  holdsAgainst,
  isChange,
  type StandingFrame,
  standing,
} from './amendments.ts';
import { requote } from './quotes.ts';

/** Part of a conversation, in the order of its events' ids. */
export interface Stretch {
  /** Oldest first; messages as they are now. */
  readonly events: readonly StandingFrame[];
  /** By the ids of messages, of each the change that holds: a message may come behind it, as an older one does. */
  readonly changes: ReadonlyMap<string, ChangeFrame>;
  /** From here on nothing is missing; undefined while that isn't known. */
  readonly wholeFrom?: string;
  /** How many events are kept. */
  readonly limit: number;
}

/** Of as many messages changes are kept, those that came last: more than are under way at a time. */
const CHANGES_KEPT = 1_000;

export const emptyStretch = (limit: number): Stretch => ({ events: [], changes: new Map(), limit });

/**
 * Adds an event at its place; what outgrows the limit goes, oldest first. A change is no row: it changes its message, whichever
 * of the two comes first. A repeat changes nothing.
 */
export function addEvent(stretch: Stretch, event: LoggedFrame): Stretch {
  if (isChange(event)) return addChange(stretch, event);
  const events = merge(stretch, [event]);
  if (events === stretch.events || events.length <= stretch.limit) return { ...stretch, events };
  const kept = events.slice(-stretch.limit);
  const [oldest] = kept;
  const { wholeFrom } = stretch;
  const isCut = oldest !== undefined && wholeFrom !== undefined && wholeFrom < oldest.id;
  return { ...stretch, events: kept, ...(isCut && { wholeFrom: oldest.id }) };
}

function addChange(stretch: Stretch, change: ChangeFrame): Stretch {
  const { events } = stretch;
  const { of } = change;
  const known = stretch.changes.get(of);
  if (known && !holdsAgainst(change, known)) return stretch;
  const others = [...stretch.changes].filter(([id]) => id !== of);
  const changes = new Map([...others.slice(1 - CHANGES_KEPT), [of, change]]);
  const message = findEvent(events, of);
  return { ...stretch, changes, events: merge({ events, changes }, message ? [message] : []) };
}

/**
 * Adds a page of history that ends where nothing was missing; the limit grows so that it stays.
 * @param page.before where the next page ends; null when this was the last
 */
export function addPage(
  stretch: Stretch,
  page: { readonly events: readonly StandingFrame[]; readonly before: string | null },
): Stretch {
  const events = merge(stretch, page.events);
  const limit = Math.max(stretch.limit, events.length);
  return { ...stretch, events, limit, wholeFrom: page.before ?? '' };
}

/**
 * Lets go of all before an event: who joins a group, or leaves it, may not see any more what they saw before. What the server
 * shows all the same, as of a group with its full history, comes with pages of history again.
 */
export function cutBefore(stretch: Stretch, id: string): Stretch {
  const { wholeFrom, ...rest } = stretch;
  const events = rest.events.slice(placeOf(rest.events, id));
  return { ...rest, events, ...(wholeFrom !== undefined && wholeFrom >= id && { wholeFrom }) };
}

/** The event of an id, among events that are in their order. */
export function findEvent<Frame extends LoggedFrame>(
  events: readonly Frame[],
  id: string,
): Frame | undefined {
  const event = events[placeOf(events, id)];
  return event?.id === id ? event : undefined;
}

/**
 * Puts each at its place, and has replies show what they answer as that is now.
 * @returns the very array when nothing is other than before
 */
function merge(
  { events, changes }: Pick<Stretch, 'events' | 'changes'>,
  others: readonly StandingFrame[],
): readonly StandingFrame[] {
  const all = [...events];
  for (const other of others) {
    const event = amend(other, changes.get(other.id));
    const place = placeOf(all, event.id);
    const known = all[place];
    const isKnown = known?.id === event.id;
    all.splice(place, isKnown ? 1 : 0, isKnown ? standing(known, event) : event);
  }
  const shown = all.map((event) => requote(event, (id) => findEvent(all, id) ?? changes.get(id)));
  return isSameList(shown, events) ? events : shown;
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
