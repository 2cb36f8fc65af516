import type { ListItems, ServerFrame } from '../../protocol/frames-v2.ts';

/** A key that isn't always there. */
export interface Optional {
  readonly optional: string;
}

type FrameOf<T, F = ServerFrame> = F extends { readonly type: infer U } ? (T extends U ? F : never) : never;
type WordsOf<F> = {
  readonly [K in Exclude<keyof F, 'type'>]-?: undefined extends F[K] ? Optional : string;
};
/** One for each frame, with each of its keys: what is in `protocol/frames-v2.ts` cannot be left out here. */
export type FrameWords = { readonly [T in ServerFrame['type']]: WordsOf<FrameOf<T>> };

const id = 'sorts by time; the same wherever the event is seen';
const ts = 'when it was';
const ref = { optional: 'of the command' };
const message = {
  id,
  ts,
  conversation: '`lobby`, `group:devs`, `whisper:user2`',
  from: 'who said it',
  content: 'what was said',
  mentions: { optional: 'whom it [mentions](#names-content-ids)' },
  sent_ref: { optional: 'of one’s own: the `ref` of its command' },
  rev: { optional: 'of one that was changed: the `id` of its last change' },
  edited_at: { optional: 'of one that was edited: when' },
  deleted: { optional: '`true` of one that was deleted: its `content` is empty' },
  reply_to: { optional: 'of a [reply](#replies): `{id, from, cut}` of what it answers' },
  reactions: {
    optional:
      'in `history` alone, of one that was ever reacted to: by kind, in the order of their first, `emoji`, `count`, `by` (the first who did, ' +
      'of all kinds together {{REACTION_NAMES_MAX}}), and `mine` where you did',
  },
  reactions_rev: { optional: 'beside those: as the `rev` of a frame of `reactions`' },
};
const membership = { id, ts, conversation: '`group:devs`', user: 'who joined or left' };
const pin = { id, ts, conversation: '`group:devs`', of: 'the message’s `id`', by: 'who did it' };
const relation = {
  id,
  ts,
  conversation: '`whisper:user2`, by the other party',
  from: 'who did it; in `friends`, who had asked',
  to: 'the other',
};

export const LOGGED: Pick<
  FrameWords,
  | 'message'
  | 'edited'
  | 'deleted'
  | 'joined'
  | 'left'
  | 'role_changed'
  | 'described'
  | 'pinned'
  | 'unpinned'
  | 'disbanded'
  | 'friend_request'
  | 'friends'
  | 'unfriended'
  | 'blocked'
  | 'unblocked'
> = {
  message,
  edited: {
    id: 'the message’s `rev` from then on',
    ts,
    conversation: 'as the message’s',
    of: 'the message’s `id`',
    from: 'its author',
    content: 'what it says now',
    mentions: { optional: 'whom it names now' },
  },
  deleted: {
    id: 'the message’s `rev` from then on',
    ts,
    conversation: 'as the message’s',
    of: 'the message’s `id`',
    from: 'its author',
  },
  joined: membership,
  left: {
    ...membership,
    by: { optional: 'who has removed them; absent of who left by themselves' },
    banned: { optional: 'who was removed may not come back' },
  },
  role_changed: {
    id,
    ts,
    conversation: '`group:devs`',
    user: 'of whom',
    role: '`owner`, `moderator` or `member`, from now on',
    by: 'who did it',
  },
  described: { id, ts, conversation: '`group:devs`: ask for its profile again', by: 'who did it' },
  pinned: pin,
  unpinned: pin,
  disbanded: { id, ts, conversation: '`group:devs`: you are in it no more', by: 'who did it' },
  friend_request: relation,
  friends: relation,
  unfriended: relation,
  blocked: relation,
  unblocked: relation,
};

const PRESENCE = {
  user: 'a friend; or you, of what another device of yours said',
  state: '`online` or `offline`',
  last_seen: { optional: 'of who is offline, if they were ever seen: when last' },
  rev: 'sorts as text: the greater is the later; empty while they were never seen',
  show: { optional: 'of yourself: `online` or `invisible`, as you want to be seen' },
};

export const PASSING: Pick<
  FrameWords,
  'read' | 'typing' | 'presence' | 'reactions' | 'relation_changed' | 'probe' | 'closing'
> = {
  read: { conversation: 'where', user: 'who has read', upto: 'the id up to which' },
  typing: {
    conversation: 'where',
    user: 'who is writing: to be shown for {{TYPING_LASTS_MS}}, unless it comes again, or a message of theirs',
  },
  presence: PRESENCE,
  reactions: {
    conversation: 'where',
    id: 'the message’s',
    rev: 'sorts as text: the greater is the later state',
    reactions:
      'all of them, as in a message; `mine` may be missing of a kind whose `by` names fewer than its `count`: then keep what you know of it',
  },
  relation_changed: { user: 'with whom something has changed: ask for `friends` and `requests` again' },
  probe: {},
  closing: {
    code: 'why the server is about to close, as in an error',
    error: 'the same in words',
    reconnect:
      '`false`: open none in the place of this one until somebody asks for it; another that lives stays',
    retry_after_ms: { optional: 'milliseconds to stay away' },
  },
};

export const ANSWERS: Omit<FrameWords, keyof typeof LOGGED | keyof typeof PASSING | 'history'> &
  Pick<FrameWords, 'history'> = {
  ack: { ref, id: { optional: 'of the event that the command became, where it became one' } },
  authenticated: { ref, user: 'who you are', expires_at: 'when the token ends' },
  synced: {
    ref,
    events: 'kept events, oldest first',
    cursors: 'for the next `sync`; to be kept only when there is no `more`',
    more: 'whether to ask again at once',
    recovered: 'for each cursor: `false` where something may be missing',
    deadline_ms: 'how far before a cursor the server begins',
  },
  history: {
    ref,
    conversation: 'which',
    events: 'kept events, newest first',
    before: 'for the next page; `null` behind the last',
  },
  list: {
    ref,
    of: 'the command',
    items: 'see below',
    next: 'the `after` of the next page; `null` behind the last',
  },
  pong: { ref, ts: 'the server’s time' },
  error: {
    ref,
    code: 'see [Errors](#errors)',
    error: 'the text that v1 gets',
    retryable: 'whether the same frame may work later',
    retry_after_ms: { optional: 'after so many milliseconds' },
  },
};

const since = 'since when';
const PROFILE = {
  user: 'whose',
  rev: 'another one after each change, the greater the later; empty while nothing was ever set',
  display_name: { optional: 'what to show beside the name, or in its stead' },
  avatar_url: { optional: 'where a picture is' },
};
/** Of each list, the keys of its items. */
export const LIST_ITEM_WORDS: {
  readonly [T in keyof ListItems]: WordsOf<ListItems[T]>;
} = {
  conversations: {
    conversation: 'its name',
    last: 'the newest event that you may see, or `null`',
    read_upto: 'your read mark, or `null`',
    peer_read_upto: { optional: 'of a whisper: the other party’s read mark, or `null`' },
    unread:
      'messages of others behind it, or since you first signed in; the newest {{UNREAD_MAX}} are counted, and of the newest 300 events',
    mentions: 'how many of those [mention](#names-content-ids) you',
  },
  friends: { user: 'a friend', since },
  requests: { user: 'the other', direction: '`incoming` or `outgoing`', since },
  blocks: { user: 'whom you block', since },
  groups: { group: 'a group', since },
  reactions: {
    id: 'the message’s',
    rev: 'as in a frame of `reactions`',
    reactions: { optional: 'as in a message; missing where you have this `rev`' },
  },
  reactors: { user: 'who has reacted so', since },
  members: { user: 'a member', since, role: { optional: '`owner` or `moderator` of who is one' } },
  pins: { message: 'as it is now', by: 'who pinned it', since },
  group_profiles: {
    group: 'which',
    rev: 'another one after each change, the greater the later; also behind each `role`',
    kind: { optional: '`open`, or `private`: who isn’t invited can’t join, nor learn that it is there' },
    history: { optional: '`joining`, or `full`: who joins sees all that is kept' },
    title: { optional: 'what it is called, beside its name' },
    about: { optional: 'what is said of it' },
    owners: { optional: 'by name; of a group that a `join` made, nobody' },
    moderators: { optional: 'by name' },
  },
  profiles: { ...PROFILE, about: { optional: 'what the user says beside' } },
  presences: PRESENCE,
  bans: {
    user: 'who may not be there',
    by: 'who has banned them',
    since,
    until: { optional: 'ISO 8601; absent where it doesn’t end by itself' },
    reason: { optional: 'as it was given' },
  },
  users: PROFILE,
};

/** All frames of v2. */
export const FRAME_WORDS: FrameWords = { ...LOGGED, ...PASSING, ...ANSWERS };
