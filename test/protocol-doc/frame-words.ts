import type { ListItems } from '../../protocol/frames/list-items.ts';
import type { ServerFrame } from '../../protocol/frames/server-frame.ts';

/** A key that isn't always there. */
export interface Optional {
  readonly optional: string;
}

type FrameOf<T, F = ServerFrame> = F extends { readonly type: infer U } ? (T extends U ? F : never) : never;
/** Of one that has several forms: what not all of them have isn't always there. */
type WordsOf<F> = {
  readonly [K in Exclude<KeyOf<F>, 'type'>]-?: K extends keyof F
    ? undefined extends F[K]
      ? Optional
      : string
    : Optional;
};
type KeyOf<F> = F extends unknown ? keyof F : never;
/** One for each frame, with each of its keys: what is in `protocol/frames` cannot be left out here. */
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
  deleted_by: { optional: 'who has deleted it, where that isn’t its author' },
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
  | 'invited'
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
    by: { optional: 'who has deleted it, where that isn’t its author' },
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
  invited: {
    id,
    ts,
    conversation: '`whisper:user2`, by the other party',
    from: 'who invited',
    to: 'whom',
    group: 'to which',
  },
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
  | 'read'
  | 'notify'
  | 'typing'
  | 'presence'
  | 'muted'
  | 'reactions'
  | 'relation_changed'
  | 'invitations_changed'
  | 'probe'
  | 'closing'
> = {
  read: { conversation: 'where', user: 'who has read', upto: 'the id up to which' },
  notify: {
    conversation: 'where',
    level: 'of what you want to be told, here or by another device of yours: `all`, `mentions` or `none`',
    rev: 'sorts as text: the greater is the later',
  },
  typing: {
    conversation: 'where',
    user: 'who is writing: to be shown for {{TYPING_LASTS_MS}}, unless it comes again, or a message of theirs',
  },
  presence: PRESENCE,
  muted: {
    conversation: 'where you may not speak: the lobby or a group',
    until: 'until when; `null`: you may again',
  },
  reactions: {
    conversation: 'where',
    id: 'the message’s',
    rev: 'sorts as text: the greater is the later state',
    reactions:
      'all of them, as in a message; `mine` may be missing of a kind whose `by` names fewer than its `count`: then keep what you know of it',
  },
  relation_changed: { user: 'with whom something has changed: ask for `friends` and `requests` again' },
  invitations_changed: {},
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
  authenticated: {
    ref,
    user: 'who you are',
    expires_at: 'when the token ends',
    admin: { optional: '`true` where the token says that you are an [admin](#keeping-order)' },
  },
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
    level: { optional: 'of what you want to be told: `mentions` or `none`; absent, of all' },
    level_rev: { optional: 'as in a frame of `notify`; absent while you have said nothing of it' },
  },
  friends: { user: 'a friend', since },
  requests: { user: 'the other', direction: '`incoming` or `outgoing`', since },
  blocks: { user: 'whom you block', since },
  groups: {
    group: 'a group',
    since: { optional: 'of those that you are in: since when' },
    title: { optional: 'of those that were searched for: what it is called' },
    about: { optional: 'the same: what is said of it' },
  },
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
  invitations: {
    group: 'to which',
    from: 'who invited you; of several who was the first',
    since,
    title: { optional: 'what the group is called, beside its name' },
  },
  profiles: { ...PROFILE, about: { optional: 'what the user says beside' } },
  presences: PRESENCE,
  users: PROFILE,
  export: {
    kind:
      '`account`, `profile`, `presence`, `friend`, `request`, `block`, `membership`, `invitation`, `conversation`, `waiting`, `report`, `event`, `reactions`; ' +
      'each has the keys of its kind',
    user: { optional: 'you; of `friend`, `request`, `block`, `invitation` and `waiting` the other' },
    since: { optional: 'since when; of `account` the first sign-in' },
    profile: { optional: 'as an item of `profiles`' },
    presence: { optional: 'as an item of `presences`' },
    direction: { optional: 'of a request: `incoming` or `outgoing`' },
    group: { optional: 'of a membership or an invitation' },
    role: { optional: 'of a membership: `owner` or `moderator`' },
    conversation: { optional: 'of `conversation`, `report` and `reactions`: which' },
    read_upto: { optional: 'of a conversation: your read mark' },
    level: { optional: 'of a conversation: what you want to be told of' },
    event: { optional: 'a message of yours; of a whisper, of both, and what else happened between you' },
    id: {
      optional: 'of `reactions` and `report`, the message’s; of `waiting`, of what is to be handed over yet',
    },
    emojis: { optional: 'of `reactions`: yours' },
    reason: { optional: 'of `report`: yours' },
  },
  bans: {
    user: 'who is banned',
    by: 'who has banned them',
    since,
    until: { optional: 'until when; absent, for good' },
    reason: { optional: 'as the command had it' },
  },
  reports: {
    report: 'its id, by which they are in order',
    conversation: 'where it was said, as who reported it calls that',
    message: 'as it was then',
    by: 'who reported it',
    reason: 'as the command had it',
    since,
    resolved: { optional: 'by whom, since when, and the `reason` that they gave; absent while nobody has' },
  },
  audit: {
    id: 'of the command, by which they are in order',
    ts,
    by: 'who has done it',
    act: 'the type of the command; of `kick` with `ban`, `ban`',
    target: {
      optional: 'whom it was about; of a message, who had said it; absent where it is the group itself',
    },
    role: { optional: 'of `role`: what they may do from then on' },
    conversation: { optional: 'where; absent, everywhere' },
    of: { optional: 'of what was done to a message, or about one: its `id`' },
    until: { optional: 'until when it holds; absent, for good' },
    reason: { optional: 'as the command had it' },
  },
};

/** All frames of v2. */
export const FRAME_WORDS: FrameWords = { ...LOGGED, ...PASSING, ...ANSWERS };
