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
}

export interface Users {
  /** Binds a name to the first subject that signs in with it. */
  bind(user: string, subject: Subject, now: number): Promise<Binding>;
  /** Whether somebody has ever signed in with this name. */
  exists(user: string): Promise<boolean>;
  /** When somebody first signed in with this name, in epoch milliseconds; undefined when nobody has. */
  firstSignIn(user: string): Promise<number | undefined>;
}
