/** A reaction of one user to a message. */
export interface Reaction {
  readonly emoji: string;
  readonly user: string;
  /** Of the command by which it was made. */
  readonly id: string;
  readonly hiddenFrom: HiddenFrom;
}

/** Who never sees a reaction: those who blocked its author when it was made; or all others, where those are more than fit. */
export type HiddenFrom = readonly string[] | 'others';

/** The reactions to a message, counted. */
export interface Tally {
  /** In the order of their first. */
  readonly kinds: readonly { readonly emoji: string; readonly count: number }[];
  /** The first of those counted. */
  readonly by: readonly Pick<Reaction, 'emoji' | 'user'>[];
  /** Of those counted, what not everybody sees. */
  readonly hidden: readonly Pick<Reaction, 'emoji' | 'user' | 'hiddenFrom'>[];
  /** Whether there is more of that: whoever blocks somebody then counts the reactions themselves. */
  readonly isHiddenCut: boolean;
}

/** What stands beside a message in its log: the reactions to it as they were counted last. */
export interface Annotation extends Tally {
  /** Greater each time; 0 while nobody has counted. */
  readonly version: number;
  /** When they are to be counted and told again: epoch milliseconds, long past where nobody is to. */
  readonly flushAt: number;
}

/** A message, by its log and its id. */
export interface MessagePlace {
  readonly conversation: string;
  readonly id: string;
}

/** What became of a reaction. */
export type SetOutcome = 'set' | 'overtaken' | 'too many';

/**
 * The reactions to messages, a row a message and user, and beside each message in its log their count. The rows are what holds;
 * whoever changes one counts them again.
 */
export interface Reactions {
  /**
   * Makes a reaction. One that stands already stays as it was made; the same command again changes nothing.
   * @param message its id
   * @returns `overtaken` where a later command of that user's has set the same emoji, or it stands already; `too many` where the
   * user has tried as many kinds on the message as they may
   */
  add(message: string, reaction: Reaction): Promise<SetOutcome>;
  /** Takes a reaction back, by a command of that id. What isn't there is no error; an older one won't come after it. */
  remove(message: string, reaction: Omit<Reaction, 'hiddenFrom'>): Promise<SetOutcome>;
  /** All reactions to a message, of the first users by name: as many as are counted. Strongly consistent. */
  all(message: string): Promise<readonly Reaction[]>;
  /** Some of the users who have reacted to a message, by name, and how; `next` is the last that was looked at. */
  page(
    message: string,
    range: { readonly after?: string; readonly limit: number },
  ): Promise<{ readonly reactions: readonly Reaction[]; readonly next: string | undefined }>;
  /** What one user has reacted to each of some messages; those without are left out. May lag a moment behind. */
  of(user: string, messages: readonly string[]): Promise<ReadonlyMap<string, readonly string[]>>;

  /** Forgets how a user has reacted to a message. They are to be counted anew then. */
  forget(message: string, user: string): Promise<void>;

  /** What stands beside a message; a version of 0 where nothing does. */
  annotation(place: MessagePlace, options: { readonly consistent: boolean }): Promise<Annotation>;
  /** Writes what was counted, as the version behind that one. @returns false when somebody else has, meanwhile */
  annotate(place: MessagePlace, tally: Tally, version: number): Promise<boolean>;
  /**
   * Says that the reactions are counted and told at a time, so that until shortly before then nobody else need.
   * @param soon a time that is said already and comes no later counts for nothing
   * @returns false where somebody else has said so
   */
  schedule(place: MessagePlace, flushAt: number, soon: number): Promise<boolean>;
}

export const NO_ANNOTATION: Annotation = {
  kinds: [],
  by: [],
  hidden: [],
  isHiddenCut: false,
  version: 0,
  flushAt: 0,
};
