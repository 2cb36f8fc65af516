import type { Protocol } from '../../../protocol/negotiate.ts';

export type { Protocol };

/** Whose token opened or refreshed a connection. Times are epoch milliseconds, here and below. */
export interface SignedIn {
  readonly user: string;
  readonly tokenExpiresAt: number;
  /** Whether that token says that they keep order in the chat; absent where it doesn't. */
  readonly isAdmin?: true;
}

/** One open socket. */
export interface Connection {
  readonly connectionId: string;
  readonly connectedAt: number;
  readonly protocol: Protocol;
  /** Absent until the socket has authenticated. */
  readonly signedIn?: SignedIn;
  /** Whose it is about to be: between the claim and the sign-in that follows. */
  readonly claimedBy?: string;
  /** Whether one of its frames has been waiting for a sign-in since the last one. */
  readonly isWaiting?: boolean;
}

/** The connection records. All reads are strongly consistent. */
export interface Connections {
  put(connection: Connection): Promise<void>;
  get(connectionId: string): Promise<Connection | undefined>;
  /**
   * Makes the connection a user's, once and for all.
   * @returns false when there is no such record any more, or it belongs to another user
   */
  claim(connectionId: string, user: string): Promise<boolean>;
  /**
   * Lets one frame wait for a sign-in; another one only after the next sign-in.
   * @returns false when one has been waiting already, or there is no such record any more
   */
  awaitSignIn(connectionId: string): Promise<boolean>;
  /**
   * Writes the user and the token's expiry into the record, and lets a frame wait again.
   * @returns false when there is no such record any more, or it belongs to another user
   */
  signIn(connectionId: string, signedIn: SignedIn): Promise<boolean>;
  /** @returns what the record was; undefined when it was gone already */
  remove(connectionId: string): Promise<Connection | undefined>;
  /** Removes records whose user is known. */
  removeAll(connectionIds: readonly string[]): Promise<void>;
}
