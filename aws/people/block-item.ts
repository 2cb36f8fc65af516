import type { BlockInterval } from '../../chat/ports/people/blocks.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { retentionTtl } from '../dynamodb/retention.ts';
import { toTtl } from '../dynamodb/row-expiry.ts';

/** A block that has ended. */
export type PastInterval = Required<BlockInterval>;

/** How one user blocks another, or has: while a block stands, it has `inverse`, `id`, `since` and `isSettled`. */
export interface BlockItem {
  /** Only of a block that stands. */
  readonly inverse?: string;
  /** Of the event by which it began. */
  readonly id?: string;
  readonly since?: string;
  /** False while `since` is only the latest that it can be. */
  readonly isSettled?: boolean;
  /** Oldest first. */
  readonly past?: readonly PastInterval[];
  /** Of the event by which the last one ended, and of the one by which that had begun. */
  readonly endedBy?: string;
  readonly endedId?: string;
}

/**
 * Most intervals that are kept of a pair, for each message of the blocked reads them all. Past it the two oldest
 * become one, so that what was said between them is hidden, too: who blocks so often within the retention has chosen.
 */
const INTERVALS_KEPT = 20;

export const isStanding = ({ inverse }: BlockItem) => inverse !== undefined;

/** All the times in which a block stood, oldest first. @param now epoch milliseconds */
export function intervalsOf(item: BlockItem, now: number): readonly BlockInterval[] {
  const past = item.past ?? [];
  return isStanding(item) ? [...past, { since: sinceOf(item, now) }] : past;
}

/** Whether a block hides what has an id; `unsettled` while nobody can tell yet. @param now epoch milliseconds */
export function hidesId(item: BlockItem, id: string, now: number): boolean | 'unsettled' {
  const { past = [], id: begun = '', since = '', isSettled = true } = item;
  if (past.some((interval) => interval.since < id && id < interval.until)) return true;
  if (!isStanding(item) || id <= begun) return false;
  if (id > since) return true;
  return !isSettled && now < readEventTime(since) && 'unsettled';
}

/**
 * The past of a block that ends: without what ended before the oldest message that is kept.
 * @param until id of the event that ends it
 * @param now epoch milliseconds
 */
export function endedIntervals(item: BlockItem, until: string, now: number, retentionDays: number) {
  const isNeeded = (interval: PastInterval) =>
    retentionTtl(readEventTime(interval.until), retentionDays) > toTtl(now);
  const kept = (item.past ?? []).filter(isNeeded);
  const past: PastInterval[] = [...kept, { since: sinceOf(item, now), until }];
  const [first, second, ...others] = past;
  return first && second && past.length > INTERVALS_KEPT
    ? [{ since: first.since, until: second.until }, ...others]
    : past;
}

/** From which id on a block hides: until it is settled, or can't be any more, all that it may. */
function sinceOf({ id, since = '', isSettled = true }: BlockItem, now: number): string {
  return isSettled || now >= readEventTime(since) ? since : (id ?? since);
}
