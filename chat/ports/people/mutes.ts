/** That somebody may not speak somewhere. Times are epoch milliseconds. */
export interface Mute {
  readonly user: string;
  /** `lobby` or `group:<group id>`. */
  readonly channel: string;
  /** Of the command that said so: of several the latest holds. */
  readonly id: string;
  /** In the past: they may. */
  readonly until: number;
}

/**
 * Who may not speak where. It stands beside who blocks a user, which is read before each message of theirs before an audience anyway
 * (see `Blockers`).
 */
export interface Mutes {
  /** @returns false when a later command has said something else */
  set(mute: Mute): Promise<boolean>;
}
