import type { Page, PageRange } from '../page.ts';

/** What stands between two users: a request that one of them made, or a friendship. */
export interface Friendship {
  readonly requestedBy: string;
  readonly state: 'requested' | 'friends';
  /** A request made across a silent block: it looks sent, and its target must not see it. */
  readonly hidden: boolean;
}

/** A friendship, or a request that waits for an answer, as one of the two sees it. */
export interface FriendshipOf extends Friendship {
  /** The other one. */
  readonly user: string;
  /** The id of the event by which it came to be. */
  readonly id: string;
}

/** One item a pair, so that every change is one conditional write. The order of the two names never matters. */
export interface Friendships {
  find(one: string, other: string): Promise<Friendship | undefined>;
  /**
   * @returns false when there is a request or a friendship already, unless it is this very request; or when what came of
   * this very request has ended
   */
  request(request: { from: string; to: string; id: string; hidden: boolean }): Promise<boolean>;
  /**
   * Turns the request that `asker` made into a friendship.
   * @param options.evenHidden also one that `answerer` wasn't shown (when both have asked)
   * @returns false when there is no such request, unless it was turned by this very id
   */
  accept(
    answer: { asker: string; answerer: string; id: string },
    options: { evenHidden: boolean },
  ): Promise<boolean>;
  /** @returns false when `asker` made no request that `answerer` could see, unless it was declined by this very id */
  decline(answer: { asker: string; answerer: string; id: string }): Promise<boolean>;
  /**
   * Ends a friendship, or a request that `user` made and nobody has answered, hidden or not.
   * @returns false when there is neither, unless it was ended by this very id
   */
  unfriend(user: string, other: string, id: string): Promise<boolean>;
  /**
   * Ends a request that `answerer` was never shown; to who asked it looks declined.
   * @returns false when there is none, unless it was ended by this very id
   */
  endHidden(answer: { asker: string; answerer: string; id: string }): Promise<boolean>;
  /** Deletes whatever stands between the two. @returns what that was */
  end(one: string, other: string): Promise<Friendship | undefined>;
  /** Of some others, those who are the user's friends; may lag a moment behind. */
  friendsAmong(user: string, others: readonly string[]): Promise<ReadonlySet<string>>;
  /** With whom there is anything, by name, be it hidden from the user; perhaps also with whom it has ended. May lag a moment behind. */
  others(user: string, range: PageRange): Promise<Page<string>>;
  /**
   * A user's friends or open requests, by name; requests that are hidden from the user left out. May lag a moment
   * behind.
   */
  list(user: string, state: Friendship['state'], range: PageRange): Promise<Page<FriendshipOf>>;
}
