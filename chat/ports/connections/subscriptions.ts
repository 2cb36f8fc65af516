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

/** What stands on a user's own channel. */
export interface OwnChannel {
  readonly connections: readonly Subscription[];
  /** Until when the user is barred from it, epoch milliseconds; 0: not at all. */
  readonly barredUntil: number;
  /** Whether the user was erased. */
  readonly isShut: boolean;
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
  /**
   * Writes on a user's channel until when they are banned, for whoever reads it consistently: of a ban, which reads it behind this, and
   * a sign-in, which reads it behind its subscription, one sees the other.
   * @param bar.id of the command: of several the latest holds
   * @param bar.until epoch milliseconds; 0 takes it back
   */
  bar(user: string, bar: { readonly id: string; readonly until: number }): Promise<void>;
  /**
   * Says on a user's channel that the user was erased: of that and a sign-in one sees the other, as with a ban; and whoever has
   * something for them reads it with their connections.
   */
  shut(user: string): Promise<void>;
  /** The name is about to be another's: of who was erased nothing stands there any more. Nothing happens where the channel isn't shut. */
  reopen(user: string): Promise<void>;
  /** All that stands on a user's channel, who has few connections. @param options strongly consistent, unless it says otherwise */
  ofUser(user: string, options?: Pick<AudienceOptions, 'consistent'>): Promise<OwnChannel>;
  /** The subscriptions of a channel by connection id, page by page, expired ones left out. */
  pages(channel: string, options: AudienceOptions): AsyncIterable<readonly Subscription[]>;
}

export const LOBBY_CHANNEL = 'lobby';
export const userChannel = (user: string) => `user:${user}`;
export const groupChannel = (groupId: string) => `group:${groupId}`;
/** The id of the group whose channel it is; undefined: it is no group's. */
export const groupIdIn = (channel: string): string | undefined =>
  channel.startsWith(groupChannel('')) ? channel.slice(groupChannel('').length) : undefined;
