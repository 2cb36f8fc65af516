import type { ChatEvent } from '../../protocol/events.ts';

/** The log of a conversation. */
export interface MessageLog {
  /**
   * Stores an event in its conversation; the same id again replaces it.
   * @param entry.conversation `lobby`, `group:<group id>` or `pairConversation(…)`
   * @param entry.hiddenFrom who must not see it, even after unblocking
   */
  append(entry: { conversation: string; event: ChatEvent; hiddenFrom?: string }): Promise<void>;
}

/** An event that waits for somebody until one post of it has succeeded. */
export interface WaitingEvent {
  readonly id: string;
  readonly event: ChatEvent;
}

/**
 * What waits for whom. Who delivers an event holds its lease meanwhile, so that two don't; a lease that ran
 * out may be taken over, so that a crash loses nothing. Times are epoch milliseconds.
 */
export interface Waiting {
  /** @param leasedUntil held by the caller from the start; 0 for nobody */
  put(user: string, event: ChatEvent, leasedUntil: number): Promise<void>;
  /** Oldest first, leased ones too; strongly consistent. */
  list(user: string): AsyncIterable<WaitingEvent>;
  any(user: string): Promise<boolean>;
  /** @returns false when somebody else holds it, or it is gone */
  lease(user: string, id: string, lease: { now: number; until: number }): Promise<boolean>;
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
