/** A block, seen from the user named first. */
export interface BlocksBetween {
  /** The first has blocked the second. */
  readonly blocked: boolean;
  /** The first is blocked by the second. */
  readonly blockedBy: boolean;
}

/** All reads are strongly consistent: a block holds from its answer on. */
export interface Blocks {
  /** @returns false when it stands already */
  add(block: { blocker: string; blocked: string; id: string }): Promise<boolean>;
  /** @returns false when there is none */
  remove(block: { blocker: string; blocked: string }): Promise<boolean>;
  between(one: string, other: string): Promise<BlocksBetween>;
  /** Everybody who has blocked this user. */
  blockersOf(user: string): Promise<ReadonlySet<string>>;
}
