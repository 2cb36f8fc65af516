import type { ConversationSummary } from '../../../protocol/frames/list-items.ts';
import type { LoggedFrame } from '../../../protocol/frames/logged.ts';
import type { NotifyFrame, ReadFrame } from '../../../protocol/frames/passing.ts';
import { UNREAD_MAX } from '../../../protocol/limits.ts';
import { mentionsUser } from '../../wire/mentions-user.ts';
import { amend, type ChangeFrame, holdsAgainst, isChange, standing } from '../timeline/amendments.ts';

/** What is known of one conversation: the summary last fetched, and what has come since. */
export interface Tally {
  readonly conversation: string;
  /** As last fetched from the server. */
  readonly fetched?: ConversationSummary;
  readonly last: LoggedFrame | null;
  /** Of a message that is newer than `last`: it came before it. */
  readonly change?: ChangeFrame;
  readonly readUpto: string | null;
  /** How far the other party of a whisper has read; absent elsewhere. */
  readonly peerReadUpto?: string | null;
  /** Of what one wants to be told; absent while nothing was said of it. */
  readonly notify?: NotifyState;
  /** Others' messages that came live or by a sync, which the server's count may hold or not. */
  readonly received: readonly Received[];
}

type NotifyState = Pick<NotifyFrame, 'level' | 'rev'>;

interface Received {
  readonly id: string;
  readonly isMention: boolean;
}

const startOf = (conversation: string): Tally => ({ conversation, last: null, readUpto: null, received: [] });

const later = (one: string | null, other: string | null) => ((one ?? '') > (other ?? '') ? one : other);

/**
 * Counts an event, which comes once; a change of a message counts nothing.
 * @param user whose list it is: one's own messages are never unread
 */
export function countEvent(tally: Tally | undefined, told: LoggedFrame, user: string | undefined): Tally {
  const known = tally ?? startOf(told.conversation);
  if (isChange(told)) return applyChange(known, told, user);
  const { id } = told;
  const event = amend(told, known.change);
  const last = known.last && known.last.id > id ? known.last : event;
  if (event.type !== 'message' || event.from === user || event.deleted) return { ...known, last };
  // An app shows no more than that many.
  const received = [...known.received, { id, isMention: mentionsUser(event, user) }].slice(-UNREAD_MAX);
  return { ...known, last, received };
}

function applyChange(known: Tally, change: ChangeFrame, user: string | undefined): Tally {
  const { last, received } = known;
  if (change.of > (last?.id ?? '')) {
    const { change: other } = known;
    // One is enough: of several messages the newest will be `last`.
    const isNewer = !other || change.of > other.of || (change.of === other.of && holdsAgainst(change, other));
    return isNewer ? { ...known, change } : known;
  }
  const isMention = change.type === 'edited' && mentionsUser(change, user);
  return {
    ...known,
    last: last && amend(last, change),
    received: received.flatMap((one) => {
      if (one.id !== change.of) return one;
      return change.type === 'deleted' ? [] : { ...one, isMention };
    }),
  };
}

/** Applies a summary that was fetched; what came live and is newer stays. */
export function applyFetched(tally: Tally | undefined, fetched: ConversationSummary): Tally {
  const { conversation, level = 'all', level_rev: rev = '' } = fetched;
  const known = setNotify(tally, { conversation, level, rev });
  const counted = fetched.last?.id ?? '';
  return {
    ...known,
    fetched,
    last: newest(known.last, fetched.last && amend(fetched.last, known.change)),
    readUpto: later(fetched.read_upto, known.readUpto),
    ...(fetched.peer_read_upto !== undefined && {
      peerReadUpto: later(fetched.peer_read_upto, known.peerReadUpto ?? null),
    }),
    received: known.received.filter(({ id }) => id > counted),
  };
}

/** The later of two events; of one message the state that holds. */
function newest(one: LoggedFrame | null, other: LoggedFrame | null): LoggedFrame | null {
  if (!one || !other) return one ?? other;
  if (one.id === other.id) return standing(one, other);
  return one.id > other.id ? one : other;
}

type Mark = Pick<ReadFrame, 'conversation' | 'upto'>;

/** Moves the read mark, which never goes back. It makes no conversation, but one that comes has it. */
export function moveReadMark(tally: Tally | undefined, { conversation, upto }: Mark): Tally {
  const known = tally ?? startOf(conversation);
  return { ...known, readUpto: later(upto, known.readUpto) };
}

/** Moves the other party's read mark, likewise. */
export function movePeerReadMark(tally: Tally | undefined, { conversation, upto }: Mark): Tally {
  const known = tally ?? startOf(conversation);
  return { ...known, peerReadUpto: later(upto, known.peerReadUpto ?? null) };
}

/** Says of what one wants to be told, unless something later was said. It makes no conversation, but one that comes has it. */
export function setNotify(
  tally: Tally | undefined,
  { conversation, level, rev }: Pick<NotifyFrame, 'conversation' | 'level' | 'rev'>,
): Tally {
  const known = tally ?? startOf(conversation);
  return rev > (known.notify?.rev ?? '') ? { ...known, notify: { level, rev } } : known;
}

/** Whether the count can't be known without asking: the mark is in the middle of what the server counted. */
export function isUncertain({ fetched, readUpto }: Tally): boolean {
  if (!fetched || fetched.unread === 0) return false;
  return (readUpto ?? '') > (fetched.read_upto ?? '') && (readUpto ?? '') < (fetched.last?.id ?? '');
}

/** The summary that an app shows. */
export function summarize({
  conversation,
  fetched,
  last,
  readUpto,
  peerReadUpto,
  notify,
  received,
}: Tally): ConversationSummary {
  const isRead = fetched !== undefined && (readUpto ?? '') >= (fetched.last?.id ?? '');
  // A server that is older than this client doesn't count mentions.
  const { unread, mentions = 0 } = fetched === undefined || isRead ? { unread: 0 } : fetched;
  const fresh = received.filter(({ id }) => id > (readUpto ?? ''));
  const freshMentions = fresh.filter(({ isMention }) => isMention);
  return {
    conversation,
    last,
    read_upto: readUpto,
    ...(peerReadUpto !== undefined && { peer_read_upto: peerReadUpto }),
    unread: Math.min(UNREAD_MAX, unread + fresh.length),
    mentions: Math.min(UNREAD_MAX, mentions + freshMentions.length),
    ...(notify && { ...(notify.level !== 'all' && { level: notify.level }), level_rev: notify.rev }),
  };
}
