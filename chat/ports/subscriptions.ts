import type { Protocol } from './connections.ts';

/** A connection's place in the audience of a channel, with all that a delivery needs to know of it. */
export interface Subscription {
  readonly channel: string;
  readonly connectionId: string;
  readonly user: string;
  readonly protocol: Protocol;
  readonly connectedAt: number;
  readonly tokenExpiresAt: number;
  /** The membership's version, for a group's channel; what ends that membership deletes only this version. */
  readonly version?: string;
}

export interface Subscriptions {
  /** Writes all of them, replacing older ones of the same channel and connection. */
  put(subscriptions: readonly Subscription[]): Promise<void>;
  /**
   * Deletes one subscription; with a version, only if it still has that one.
   * What isn't there is no error.
   */
  remove(channel: string, connectionId: string, version?: string): Promise<void>;
  /**
   * The subscriptions of a channel, page by page, expired ones left out.
   * @param options.consistent strongly consistent, at twice the price
   */
  pages(channel: string, options: { consistent: boolean }): AsyncIterable<readonly Subscription[]>;
}

export const LOBBY_CHANNEL = 'lobby';
export const userChannel = (user: string) => `user:${user}`;
export const groupChannel = (groupId: string) => `group:${groupId}`;
