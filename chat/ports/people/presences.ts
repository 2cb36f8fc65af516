/** How a user wants to be seen. */
export type Show = 'online' | 'invisible';

/** Whether friends see a user online, and since when they don't. */
export interface UserPresence {
  /** Whether friends see the user online. Of who wants to be invisible it is false, whether there or not. */
  readonly isOnline: boolean;
  readonly show: Show;
  /** The id of the command that said so; empty: nobody has. */
  readonly shownBy: string;
  /** When friends saw the user online last, epoch milliseconds; absent: never, or they do now. */
  readonly seenAt?: number;
  /** Changes with what friends see, and with nothing else: the greater is the later. Empty: they have seen nothing yet. */
  readonly rev: string;
  /** Until when the changes that were told take the user's leaky bucket, epoch milliseconds. */
  readonly takenUntil: number;
  /** A change that came too fast is left to a sweep until then, epoch milliseconds; 0: none is. */
  readonly putOffUntil: number;
  /** Greater after each write; 0 before the first. */
  readonly version: number;
}

/** Of whom nobody has ever seen. */
export const NO_PRESENCE: UserPresence = {
  isOnline: false,
  show: 'online',
  shownBy: '',
  rev: '',
  takenUntil: 0,
  putOffUntil: 0,
  version: 0,
};

/** One item a user, so that each change is one conditional write. */
export interface Presences {
  /** As it is now. */
  find(user: string): Promise<UserPresence>;
  /** By user, without those who have none; may lag a moment behind. */
  findAll(users: readonly string[]): Promise<ReadonlyMap<string, UserPresence>>;
  /** Forgets a user: nobody has ever seen them. */
  erase(user: string): Promise<void>;
  /**
   * Writes what follows the version that it has.
   * @returns false when another has been written since that
   */
  write(user: string, presence: UserPresence): Promise<boolean>;
}
