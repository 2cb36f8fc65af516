import { type ChatEvent, recordOf } from '../../../protocol/events/events.ts';
import type { Invited } from '../../../protocol/events/invitations.ts';
import type { Whisper } from '../../../protocol/events/messages.ts';
import type { RelationEvent } from '../../../protocol/events/relations.ts';
import type { AuditEntry } from './audits.ts';
import type { ActivePeer } from './conversations.ts';
import type { Annotation } from './reactions.ts';
import type { DeliveryMark } from './undelivered.ts';

/** An event as it was stored. */
export interface LogEntry {
  readonly event: ChatEvent;
  /** What stands beside it: of a page, and of `findAll`. */
  readonly annotation?: Annotation;
}

/** What its author does to a message that is stored, or who keeps order. */
export interface Amendment {
  /** The message's author. */
  readonly from: string;
  /** The id of the event that tells of it. */
  readonly rev: string;
  /** What the message says from now on; absent: it is deleted, and says nothing. */
  readonly content?: string;
  /** Who deletes it, where that isn't its author. */
  readonly by?: string | undefined;
}

/** Some of a conversation's events. */
export interface LogPage {
  readonly entries: readonly LogEntry[];
  /** Whether there may be more beyond the last of them; true with no entries only if all of the page had expired. */
  readonly hasMore: boolean;
  /** The id of the last event looked at; undefined when there was none. */
  readonly last?: string;
}

/**
 * The log of a conversation. Reads are strongly consistent, unless they say otherwise, and leave out what is older than
 * what is kept.
 */
export interface MessageLog {
  /**
   * Stores an event in its conversation; the same id again replaces it.
   * @param entry.conversation `lobby`, `group:<group id>`, `pairConversation(…)` or `ownConversation(…)`
   * @param entry.mark beside it is written that it is undelivered, and until when the caller is at that (see
   * `ports/undelivered.ts`); absent: nobody is to deliver it. Should it fail, any of them may have been written.
   * @param entry.audit of what somebody has done to keep order, beside it: in the conversation's scope (see `ports/audits.ts`)
   */
  append(entry: {
    conversation: string;
    event: ChatEvent;
    mark?: DeliveryMark | undefined;
    audit?: AuditEntry | undefined;
  }): Promise<void>;
  /**
   * Changes a message where it stands: what it said before is nowhere any more. The same again changes nothing.
   * @returns false when there is no such message of that author's, when it was deleted, or edited by an event that came later
   */
  amend(conversation: string, id: string, amendment: Amendment): Promise<boolean>;
  /**
   * The events behind a position, oldest first.
   * @param after an id, or the beginning of one
   * @param limit how many are looked at, at most
   */
  readAfter(conversation: string, after: string, limit: number): Promise<LogPage>;
  /**
   * The events before a position, newest first.
   * @param range.before an id; absent, the newest come first
   * @param range.from an id, or the beginning of one: nothing older is read
   */
  readBefore(
    conversation: string,
    range: { before?: string; from?: string },
    limit: number,
  ): Promise<LogPage>;
  /**
   * The newest events, newest first. Eventually consistent: they may be those of a moment ago, for half the price.
   * @param from an id, or the beginning of one: nothing older is read; empty for all
   */
  readNewest(conversation: string, from: string, limit: number): Promise<LogPage>;
  /** @param read consistent false: as it may have been a moment ago, for half the price */
  find(
    conversation: string,
    id: string,
    read?: { readonly consistent: boolean },
  ): Promise<LogEntry | undefined>;
  /** Several, in no order. @param read consistent false: as they may have been a moment ago, for half the price */
  findAll(
    conversation: string,
    ids: readonly string[],
    read: { readonly consistent: boolean },
  ): Promise<readonly LogEntry[]>;
}

/**
 * That an event waits for somebody until one post of it has succeeded: what it was, and between whom. What was said is in the
 * log alone, so that what waits is told as it stands there by then.
 */
export type WaitingEvent = Pick<AddressedEvent, 'type' | 'id' | 'from' | 'to'>;

/** What one says or does to another. */
export type AddressedEvent = RelationEvent | Invited | Whisper;

/** Whether an event waits for who is away. */
export const mayWait = (event: ChatEvent): event is AddressedEvent => recordOf(event).waits !== 'never';

/** Who asks to hold an event, and for how long. Epoch milliseconds. */
export interface WaitingLease {
  readonly now: number;
  readonly until: number;
  /**
   * Who asks, as a number that nobody else has: who asks again, because the answer was lost, holds it. Taken for somebody else's it would be
   * left to a holder that nobody is, until the user's next sign-in.
   */
  readonly by: number;
}

/**
 * What waits for whom. Who delivers an event holds its lease meanwhile, so that two don't; a lease that ran
 * out may be taken over, so that a crash loses nothing. Times are epoch milliseconds.
 */
export interface Waiting {
  /**
   * Keeps nothing more of the event than a `WaitingEvent` has.
   * @param leasedUntil held by the caller from the start; 0 for nobody
   */
  put(user: string, event: WaitingEvent, leasedUntil: number): Promise<void>;
  /** Oldest first, leased ones too; strongly consistent. */
  list(user: string): AsyncIterable<WaitingEvent>;
  /** Whether anything waits, or is counted as if it did (see `ports/waiting-counts.ts`): then a drain is due. */
  any(user: string): Promise<boolean>;
  /** @returns false when somebody else holds it, or it is gone */
  lease(user: string, id: string, lease: WaitingLease): Promise<boolean>;
  release(user: string, id: string): Promise<void>;
  /**
   * Asks who holds an event to go on with what lies behind it.
   * @returns false when the event is gone, so that nobody holds it
   */
  follow(user: string, id: string): Promise<boolean>;
  /** @returns whether somebody has asked to be followed */
  remove(user: string, id: string): Promise<boolean>;
}

/** The conversation of two users, whoever is named first. `|` stands in no name. */
export const pairConversation = (one: string, other: string) => `whisper:${[one, other].sort().join('|')}`;

/** Of two users' conversation what only the one may ever see. A log of its own, so that nothing of it shows the other. */
export const ownConversation = (user: string, peer: string) => `own:${user}|${peer}`;

/** Of a pair's logs those in which something happened: the other needn't be read. */
export const activeLogs = (user: string, { peer, isShared, isOwn }: ActivePeer) => [
  ...(isShared ? [pairConversation(user, peer)] : []),
  ...(isOwn ? [ownConversation(user, peer)] : []),
];

/** The logs of two users' conversation that one of them reads, as if they were one. */
export const logsOfPair = (user: string, peer: string) =>
  activeLogs(user, { peer, isShared: true, isOwn: true });
