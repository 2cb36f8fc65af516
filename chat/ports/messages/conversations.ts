import type { NotifyLevel } from '../../../protocol/commands.ts';
import type { Group } from '../groups/groups.ts';
import type { Page, PageRange } from '../page.ts';

/**
 * What a user has to do with conversations: with whom there have been whispers, how far each was read, and of what in it
 * the user wants to be told. Kept as long as the log is; that it isn't all of which the user wants to be told, for good.
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
  /**
   * Writes down of what in a conversation the user wants to be told. While that isn't all, nothing that was written of the
   * conversation ends by time. Of a whisper it may be said before there is anything.
   * @param key as of `mark` @param state of two, that of the later `rev` holds; the same once more is written once more
   * @returns false where a later one holds
   */
  setNotify(user: string, key: string, state: NotifyState): Promise<boolean>;
  /**
   * Writes down that the user was in a group, which no membership says any more: what they said there is found by it, for as long as
   * that is kept.
   */
  remember(user: string, group: Pick<Group, 'groupId' | 'name'>): Promise<void>;
  /** All that is kept, by key: of groups, of the lobby, of whispers. Strongly consistent. */
  list(user: string, range: PageRange): Promise<Page<KeptConversation>>;
  /** Forgets all that `list` has. */
  erase(user: string): Promise<void>;
  /** @returns what there is, by key; strongly consistent */
  states(user: string, keys: readonly string[]): Promise<ReadonlyMap<string, ReadState>>;
  /** Those of the lobby and of groups, the first few hundred of them in one read. Strongly consistent. */
  channelStates(user: string): Promise<ChannelStates>;
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

/** Of what in a conversation a user wants to be told. */
export interface NotifyState {
  readonly level: NotifyLevel;
  /** The id of the command that said so. */
  readonly rev: string;
}

/** What a user has said of a conversation. */
export interface ReadState {
  /** How far it was read; absent: nothing of it. */
  readonly readUpto?: string;
  /** Absent: never said. */
  readonly notify?: NotifyState;
}

/** And what the asker has said of it. */
export interface ReadPeer extends ActivePeer, ReadState {}

/** What is kept of a user and a conversation. */
export interface KeptConversation extends ReadState {
  /** As of `mark`. */
  readonly key: string;
  /** Of a group that the user has left: its name. */
  readonly group?: string;
}

export interface ChannelStates {
  /** By key. */
  readonly states: ReadonlyMap<string, ReadState>;
  /** False: there are more than are read at once, and one that isn't here may be among them. */
  readonly isComplete: boolean;
}

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** The day, in UTC, since the epoch. @param time epoch milliseconds */
export const dayOf = (time: number) => Math.floor(time / DAY_MS);

/** The read mark's key of whispers with a user. */
export const whisperKey = (peer: string) => `whisper:${peer}`;
export const isWhisperKey = (key: string) => key.startsWith(whisperKey(''));
