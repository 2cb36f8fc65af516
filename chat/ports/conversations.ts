import type { Page } from './page.ts';

/**
 * What a user has to do with conversations: with whom there have been whispers, and how far each was read. Kept as
 * long as the log is.
 */
export interface Conversations {
  /** What the user's side of a pair knows. Eventually consistent: may be older than the truth. */
  findDays(user: string, peer: string): Promise<PairDays>;
  /** Writes down on the user's side that something happened with the peer on a day; never moves back. */
  touch(user: string, peer: string, day: number): Promise<void>;
  /** The same, and that the peer's side knows of it too. */
  pair(user: string, peer: string, day: number): Promise<void>;
  /** Writes down that on a day something happened with the peer that only the user may see; never moves back. */
  touchOwn(user: string, peer: string, day: number): Promise<void>;
  /** Whom something has happened with on that day or later. Strongly consistent. */
  peersSince(user: string, day: number): Promise<readonly ActivePeer[]>;
  /** Whom anything has happened with, by name, of those behind `after`. Strongly consistent. */
  peersAfter(user: string, after: string, limit: number): Promise<Page<ReadPeer>>;
  /**
   * Moves a read mark, which never goes back. Of a whisper only where there has been anything.
   * @param key `lobby`, `group:<group id>` or `whisper:<peer>`
   * @param options.isShown whether the other party of a whisper may see it
   * @returns false when it was there or further already, or may not be set
   */
  mark(user: string, key: string, upto: string, options: { isShown: boolean }): Promise<boolean>;
  /** @returns the read marks that there are, by key; strongly consistent */
  marks(user: string, keys: readonly string[]): Promise<ReadonlyMap<string, string>>;
  /** The read marks of the lobby and of groups, the first few hundred of them in one read. Strongly consistent. */
  channelMarks(user: string): Promise<ChannelMarks>;
  /**
   * Eventually consistent: it may be older than a `read` that was told.
   * @returns how far others have read what they whispered with a user, as far as that one may see it, by name
   */
  marksOfPeers(user: string, peers: readonly string[]): Promise<ReadonlyMap<string, string>>;
}

/** Of a pair, the last days of which one side knows; absent where there was none, or none of late. */
export interface PairDays {
  /** For which both sides are known to know of each other. */
  readonly pairedOn?: number;
  /** On which there was something that only this side may see. */
  readonly ownOn?: number;
}

/** Somebody with whom something happened, and in which logs it is. */
export interface ActivePeer {
  readonly peer: string;
  /** In what both see. */
  readonly isShared: boolean;
  /** In what only the asker may see. */
  readonly isOwn: boolean;
}

/** And how far the asker has read it. */
export interface ReadPeer extends ActivePeer {
  /** Absent: nothing of it. */
  readonly readUpto?: string;
}

export interface ChannelMarks {
  /** By key. */
  readonly marks: ReadonlyMap<string, string>;
  /** False: there are more than are read at once, and one that isn't here may be among them. */
  readonly isComplete: boolean;
}

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** The day, in UTC, since the epoch. @param time epoch milliseconds */
export const dayOf = (time: number) => Math.floor(time / DAY_MS);

/** The read mark's key of whispers with a user. */
export const whisperKey = (peer: string) => `whisper:${peer}`;
export const isWhisperKey = (key: string) => key.startsWith(whisperKey(''));
