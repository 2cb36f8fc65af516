/** Who a token speaks for. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

/** What a sign-in needs to know of a name. */
export interface Binding {
  /** False: the name belongs to another subject. */
  readonly isOwn: boolean;
  /** Until when its user is banned, epoch milliseconds; 0 of whom nobody bans. May lag a moment behind a ban, but not behind its end. */
  readonly bannedUntil: number;
  /** Whether all that is kept of its user is erased, or about to be. May lag a moment behind that. */
  readonly isErased: boolean;
  /** Of one that was erased: whether it may be another's by now. */
  readonly isFree: boolean;
}

/** That all that is kept of a user is to be erased. */
export interface Erasure {
  /** The id of the command. */
  readonly id: string;
  /** When the name may be another's, epoch milliseconds; absent while not all is done. */
  readonly freedAt?: number;
}

export interface Users {
  /** Binds a name to the first subject that signs in with it. */
  bind(user: string, subject: Subject, now: number): Promise<Binding>;
  /** Binds one that is free, or is the subject's by now: of that all stays as it is. @returns false when another subject has it meanwhile */
  rebind(user: string, subject: Subject, now: number): Promise<boolean>;
  /** Whether somebody has ever signed in with this name. */
  exists(user: string): Promise<boolean>;
  /** When somebody first signed in with this name, in epoch milliseconds; undefined when nobody has. */
  firstSignIn(user: string): Promise<number | undefined>;
  /** Says that nobody signs in with the name any more; what was begun stays as it was. @param id of the command */
  beginErasing(user: string, id: string): Promise<void>;
  /** Strongly consistent. */
  erasure(user: string): Promise<Erasure | undefined>;
  /** Takes away what the user wants to be shown, and the row by which the name is found. @param id of the erasure that is under way */
  clear(user: string, id: string): Promise<void>;
  /** All is erased: whose the name was is forgotten, too. */
  free(user: string, erasure: Required<Erasure>): Promise<void>;
}
