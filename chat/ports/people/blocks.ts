import type { Page, PageRange } from '../page.ts';

/** What a look at blocks says of something that has an id. */
export interface BlockLookup {
  /** Whether a block is just being written that may or may not hide it: look again in a moment. */
  readonly isUnsettled: boolean;
}

/** A block, seen from the user named first. */
export interface BlocksBetween extends BlockLookup {
  /** The first has blocked the second. */
  readonly blocked: boolean;
  /** The first is blocked by the second. */
  readonly blockedBy: boolean;
}

export interface Blockers extends BlockLookup {
  readonly names: ReadonlySet<string>;
  /** Where the user may not speak, and until when; epoch milliseconds, by channel (see `ports/mutes.ts`). */
  readonly mutes: ReadonlyMap<string, number>;
}

/** Times between which a block stood, as ids: what has an id in between stays hidden. */
export interface BlockInterval {
  /** Ids up to this one are not hidden. */
  readonly since: string;
  /** Ids from this one on are not hidden; absent while the block stands. */
  readonly until?: string;
}

/** A block that stands. */
export interface Block {
  readonly user: string;
  /** The id of the event by which it began. */
  readonly id: string;
}

/** Whose messages a user's blocks may hide. */
export interface EverBlocked {
  /** Whom the user blocks, or has blocked as long ago as messages are kept; perhaps some more. */
  readonly names: ReadonlySet<string>;
  /** False: others may be among them, as there are more than are read at once, or some from before they were listed. */
  readonly isComplete: boolean;
}

/** All reads are strongly consistent, unless they say otherwise: a block holds from its answer on. */
export interface Blocks {
  /**
   * Begins a block. From here on nothing from the blocked is delivered; from which id on it is hidden from history is
   * known only when this write is over, so `settle` must follow. (An earlier id would hide messages that were
   * delivered while it was being written.)
   * @param block.id of the event; a block that has this id already is begun again, after a crash
   * @param block.since the id from which on it hides if `settle` never comes: later than this write can take
   * @returns false when it stands already
   */
  add(block: { blocker: string; blocked: string; id: string; since: string }): Promise<boolean>;
  /** Sets the id from which on the block of that event hides, once `add` has returned. */
  settle(block: { blocker: string; blocked: string; id: string; since: string }): Promise<void>;
  /**
   * Ends a block, of which its interval is kept.
   * @param block.id of the event: what has an earlier id stays hidden. A block ended by this id already ends again
   * @returns the id of the event by which it began; undefined when there is none
   */
  remove(block: { blocker: string; blocked: string; id: string }): Promise<string | undefined>;
  /**
   * What a block that has ended is listed by in `everBlockedBy` need be kept no longer than what it hides. Comes behind
   * `remove`: should nobody come so far, it stays listed.
   * @param block.id of the event by which it had begun; where there has been a newer one, nothing happens
   */
  forget(block: { blocker: string; blocked: string; id: string }): Promise<void>;
  /**
   * @param id of what one of them sends: what counts is what hides that id, in a sync as well as live, and so may a
   * block that has ended since. Absent: what stands now
   * @param orStanding whether what stands now counts as well, whatever the id
   */
  between(one: string, other: string, id?: string, orStanding?: boolean): Promise<BlocksBetween>;
  /**
   * From whom something that this user sends is hidden.
   * @param id, orStanding as with `between`; of several ids one that is hidden is enough, and without any it counts what stands now
   */
  blockersOf(user: string, id: string | readonly string[], orStanding?: boolean): Promise<Blockers>;
  /**
   * What a user's blocks hide of these authors: those without any are left out. A block that isn't settled hides from
   * the id of its event on, so that what may be hidden is not shown for a moment.
   */
  intervals(
    blocker: string,
    blocked: readonly string[],
  ): Promise<ReadonlyMap<string, readonly BlockInterval[]>>;
  /**
   * Whom a user has ever blocked, in one read: what `intervals` needs not be asked of. A block is among them when it is
   * settled at the latest.
   */
  everBlockedBy(blocker: string): Promise<EverBlocked>;
  /** Forgets how a user blocks another, and has: what that hid from the user is hidden from nobody any more. */
  erase(blocker: string, blocked: string): Promise<void>;
  /** Whom this user blocks; may lag a moment behind. */
  list(blocker: string, range: PageRange): Promise<Page<Block>>;
}
