import type { LoggedFrame } from '../frames/logged.ts';
import type { PassingFrame } from '../frames/passing.ts';
import { readEventTime } from './event-id.ts';

/**
 * All that the code needs to know of a type of event; who looks for what must change for a new one finds it here.
 * A viewer is the user who reads it: both ends of a whisper see another text.
 */
export type EventRecord<E> = (LoggedEvent<E> | PassingEvent<E>) & {
  /**
   * Of an event before an audience, who is behind it: whoever blocks them doesn't see it. Undefined where everybody sees it,
   * and between two users, where a block is heeded when the event is stored, in a log that the other doesn't read.
   */
  blockableAuthor(event: E): string | undefined;
  readonly waits: WaitRule;
  /** What v1 shows; undefined: nothing, as it has no ids by which to say what is meant. */
  describe(event: E, viewer: string): string | undefined;
};

/**
 * Whether it is kept for who is away, until one post of it has succeeded:
 * `while stored`: only what the log has, as both are written at once and a crash may leave but the one;
 * `while requested`: of that a friend request, until it is answered or withdrawn;
 * `while invited`: of that an invitation, until it is taken up or declined;
 * `until told`: of that the notice of a block, while that stands.
 */
export type WaitRule = 'never' | 'while stored' | 'while requested' | 'while invited' | 'until told';

/** It has its place in a conversation, and comes back in `history` and `synced`. */
export interface LoggedEvent<E> {
  readonly isLogged: true;
  /** In `chat.v2`. */
  frame(event: E, viewer: string): LoggedFrame;
}

/** Nothing keeps it. */
export interface PassingEvent<E> {
  readonly isLogged: false;
  frame(event: E, viewer: string): PassingFrame;
}

/** What any logged frame has. */
export const placeIn = (conversation: string, { id }: { readonly id: string }) => ({
  id,
  ts: new Date(readEventTime(id)).toISOString(),
  conversation,
});

interface Pair {
  readonly from: string;
  readonly to: string;
}

/** Of the two of a whisper, or of what one did to another, who isn't the viewer. */
export const otherParty = ({ from, to }: Pair, viewer: string): string => (viewer === from ? to : from);

/** What a user calls the conversation with the other party. */
export const whisperOf = (pair: Pair, viewer: string) => `whisper:${otherParty(pair, viewer)}`;
