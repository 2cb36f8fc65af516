import type { Page, PageRange } from '../page.ts';

/** The last time that there is: a ban until then doesn't end by itself. Epoch milliseconds. */
export const FOREVER = 8_640_000_000_000_000;

/** What was said last of whether somebody may be here. */
export interface Ban {
  readonly user: string;
  /** Of the command that said so: of several the latest holds. */
  readonly id: string;
  readonly by: string;
  /** Epoch milliseconds. In the past, or 0: they may. */
  readonly until: number;
  readonly reason?: string;
}

/**
 * Who may not be here, beside whose a name is (see `Users.bind`), so that a sign-in is refused before it costs anything. What decides
 * between a ban and a sign-in stands among the user's connections (see `Subscriptions.bar`).
 */
export interface Bans {
  /** @param ban of somebody who has signed in before @returns false when a later command has said something else */
  set(ban: Ban): Promise<boolean>;
  /** Strongly consistent. @returns undefined of whom nobody has ever banned */
  find(user: string): Promise<Ban | undefined>;
  /** The bans that stand, by the user's name; may lag a moment behind. */
  list(range: PageRange): Promise<Page<Ban>>;
}
