/** What became of a command that carried a `ref`. Times are epoch milliseconds. */
export interface RefRecord {
  /** Of the event that the command becomes. */
  readonly id: string;
  /** Of the command: the same `ref` for another one is an error. */
  readonly digest: string;
  /** Until then whoever claimed it may still be at it. */
  readonly claimedUntil: number;
  /** The frame that answered it. Absent while it is unfinished. */
  readonly answer?: string;
}

/** The commands that users gave a `ref`, remembered for a day. Conditional writes, so that one runs once. */
export interface Refs {
  /**
   * Claims a `ref` for a command that is about to run.
   * @returns undefined when it was claimed; else what it was claimed for before
   */
  claim(user: string, ref: string, claim: RefClaim): Promise<RefRecord | undefined>;
  /** What a `ref` has been claimed for; strongly consistent. Undefined when nobody has claimed it. */
  find(user: string, ref: string): Promise<RefRecord | undefined>;
  /**
   * Claims an unfinished one again, perhaps for another id, after its claim ran out.
   * @returns false when somebody else did, or it has been answered
   */
  reclaim(user: string, ref: string, claim: RefClaim, was: RefRecord): Promise<boolean>;
  /** Keeps the answer. Does nothing when the claim has passed to another id. */
  answer(user: string, ref: string, id: string, answer: string): Promise<void>;
  /** Forgets all commands of a user. */
  erase(user: string): Promise<void>;
  /** Gives an unfinished claim up, so that the next attempt need not wait for it to run out. */
  release(user: string, ref: string, id: string): Promise<void>;
}

export interface RefClaim {
  readonly id: string;
  readonly digest: string;
  readonly now: number;
  readonly until: number;
}
