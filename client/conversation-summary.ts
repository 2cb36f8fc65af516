import type { ListItems, LoggedFrame } from '../protocol/frames-v2.ts';
import { UNREAD_MAX } from '../protocol/limits.ts';

/** A conversation in a list: its newest event, how far one has read, and what is unread. */
export type ConversationSummary = ListItems['conversations'];

/** What is known of one conversation: what the server said, and what has come since. */
export interface Tally {
  readonly conversation: string;
  /** As the server counted; undefined before it was asked. */
  readonly told?: ConversationSummary;
  readonly last: LoggedFrame | null;
  readonly readUpto: string | null;
  /** How far the other party of a whisper has read; absent elsewhere. */
  readonly peerReadUpto?: string | null;
  /** Ids of others' messages that came live or by a sync, which the server's count may hold or not. */
  readonly heard: readonly string[];
}

const startOf = (conversation: string): Tally => ({ conversation, last: null, readUpto: null, heard: [] });

const later = (one: string | null, other: string | null) => ((one ?? '') > (other ?? '') ? one : other);

/** Takes in an event, which comes once. @param user whose list it is: one's own messages are never unread */
export function addToTally(tally: Tally | undefined, event: LoggedFrame, user: string | undefined): Tally {
  const { conversation, id } = event;
  const known = tally ?? startOf(conversation);
  const last = known.last && known.last.id > id ? known.last : event;
  const isOthers = event.type === 'message' && event.from !== user;
  // More are not told apart.
  const heard = isOthers ? [...known.heard, id].slice(-UNREAD_MAX) : known.heard;
  return { ...known, last, heard };
}

/** Takes in what the server says; what came live and is newer stays. */
export function tellTally(tally: Tally | undefined, told: ConversationSummary): Tally {
  const known = tally ?? startOf(told.conversation);
  const counted = told.last?.id ?? '';
  return {
    ...known,
    told,
    last: known.last && known.last.id > counted ? known.last : told.last,
    readUpto: later(told.read_upto, known.readUpto),
    ...(told.peer_read_upto !== undefined && {
      peerReadUpto: later(told.peer_read_upto, known.peerReadUpto ?? null),
    }),
    heard: known.heard.filter((id) => id > counted),
  };
}

/** Moves the read mark, which never goes back. */
export function markTally(tally: Tally, upto: string): Tally {
  return { ...tally, readUpto: later(upto, tally.readUpto) };
}

/** Moves the other party's read mark. */
export function markTallyOfPeer(tally: Tally, upto: string): Tally {
  return { ...tally, peerReadUpto: later(upto, tally.peerReadUpto ?? null) };
}

/** Whether the count can't be known without asking: the mark is in the middle of what the server counted. */
export function isUncertain({ told, readUpto }: Tally): boolean {
  if (!told || told.unread === 0) return false;
  return (readUpto ?? '') > (told.read_upto ?? '') && (readUpto ?? '') < (told.last?.id ?? '');
}

/** What an app shows of it. */
export function summarizeTally({
  conversation,
  told,
  last,
  readUpto,
  peerReadUpto,
  heard,
}: Tally): ConversationSummary {
  const isRead = told !== undefined && (readUpto ?? '') >= (told.last?.id ?? '');
  const counted = told === undefined || isRead ? 0 : told.unread;
  const fresh = heard.filter((id) => id > (readUpto ?? '')).length;
  return {
    conversation,
    last,
    read_upto: readUpto,
    ...(peerReadUpto !== undefined && { peer_read_upto: peerReadUpto }),
    unread: Math.min(UNREAD_MAX, counted + fresh),
  };
}
