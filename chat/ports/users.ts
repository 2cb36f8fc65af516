/** Who a token speaks for. */
export interface Subject {
  readonly issuer: string;
  readonly subject: string;
}

export interface Users {
  /**
   * Binds a name to the first subject that signs in with it.
   * @returns false when the name belongs to another subject
   */
  bind(user: string, subject: Subject, now: number): Promise<boolean>;
  /** Whether somebody has ever signed in with this name. */
  exists(user: string): Promise<boolean>;
  /** When somebody first signed in with this name, in epoch milliseconds; undefined when nobody has. */
  firstSignIn(user: string): Promise<number | undefined>;
}
