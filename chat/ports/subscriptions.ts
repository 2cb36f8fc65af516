import type { Protocol } from './connections.ts';

/** A connection as the audience of a channel, with all that a delivery needs to know of it. */
export interface Recipient {
  readonly channel: string;
  readonly connectionId: string;
  readonly user: string;
  readonly protocol: Protocol;
  readonly connectedAt: number;
  readonly tokenExpiresAt: number;
}

/** A connection's place in the audience of a channel. */
export interface Subscription extends Recipient {
  /** On the user's channel: when it last answered a probe, epoch milliseconds. */
  readonly heardAt?: number;
  /** The membership's version, for a group's channel; what ends that membership deletes only this version. */
  readonly version?: string;
  /** The membership's `from`: what is older isn't heard. Absent: what is older than the version. */
  readonly from?: string;
}

/** Connections by their ids, both ends among them. */
export interface ConnectionRange {
  readonly from: string;
  readonly to: string;
}

export interface AudienceOptions {
  /** Strongly consistent, at twice the price. */
  readonly consistent: boolean;
  /** Only these. */
  readonly between?: ConnectionRange | undefined;
}

export type SubscriptionKey = Pick<Subscription, 'channel' | 'connectionId'>;

export interface Subscriptions {
  /** Writes all of them, replacing older ones of the same channel and connection. */
  put(subscriptions: readonly Subscription[]): Promise<void>;
  /** Writes down when a connection answered a probe. What isn't there is no error, and isn't made. */
  hear(key: SubscriptionKey, heardAt: number): Promise<void>;
  /** Deletes a subscription if it still has that version. What isn't there is no error. */
  removeVersion(key: SubscriptionKey, version: string): Promise<void>;
  /** Deletes subscriptions, of whatever version. What isn't there is no error, and a key may come twice. */
  removeAll(keys: readonly SubscriptionKey[]): Promise<void>;
  /** The subscriptions of a channel by connection id, page by page, expired ones left out. */
  pages(channel: string, options: AudienceOptions): AsyncIterable<readonly Subscription[]>;
}

export const LOBBY_CHANNEL = 'lobby';
export const userChannel = (user: string) => `user:${user}`;
export const groupChannel = (groupId: string) => `group:${groupId}`;
