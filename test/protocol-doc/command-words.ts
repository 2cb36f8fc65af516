import type { CommandType } from '../../protocol/commands.ts';
import type { ErrorCode } from '../../protocol/errors.ts';

/** What the page says of a command, beside its fields and transcripts. */
export interface CommandWords {
  readonly summary: string;
  /** Who gets what. Without a text in v1, it has nothing for them. */
  readonly received: readonly { readonly who: string; readonly v1?: string; readonly v2: string }[];
  /** Errors beyond those that any command may get, and when. */
  readonly errors?: Partial<Record<ErrorCode, string>>;
  readonly remark?: string;
}

/** Errors that need not be listed with each command. */
export const COMMON_ERRORS: readonly ErrorCode[] = [
  'not_authenticated',
  'token_expired',
  'invalid_field',
  'too_large',
  'rate_limited',
  'internal',
];

const ACK = '`ack` with the event’s id';
const neverSignedIn = 'somebody who never signed in';
const notIn: CommandWords['errors'] = {
  group_not_found: 'there is no such group',
  not_a_member: 'you are not in it',
};
/** Of a reply. */
const notThere: CommandWords['errors'] = {
  message_not_found:
    'there is no such message to be answered in this conversation: also where it was deleted, a block of yours hides it, or it is older than your membership',
};
/** Where one speaks before an audience. */
const mutedThere: CommandWords['errors'] = { muted: 'you may not speak there for a time' };
const list = (items: string) => [{ who: 'the connection', v2: `\`list\` of ${items}, by name` }];

/** In the order of the page: what talks, groups, people, then what asks. */
export const COMMAND_WORDS: { readonly [T in CommandType]: CommandWords } = {
  authenticate: {
    summary: 'Signs the connection in, or refreshes its token’s expiry.',
    received: [{ who: 'the connection', v1: '`(Authenticated): user1`', v2: '`authenticated`' }],
    errors: {
      invalid_token: 'no good token, or its name belongs to somebody else',
      conflict: 'the connection is somebody else’s',
      banned: 'an admin has banned you',
    },
  },
  whisper: {
    summary: 'A message to one user. It waits for who is away.',
    received: [
      { who: 'all the target’s connections', v1: '`(Whisper from user1): Hello!`', v2: '`message`' },
      { who: 'the sender’s other connections', v1: '`(Whisper to user2): Hello!`', v2: '`message`' },
      { who: 'the sending connection', v2: `${ACK}, and \`message\`` },
      {
        who: 'to oneself: all one’s connections, once',
        v1: '`(Whisper from user1): Hello!`',
        v2: '`message`',
      },
    ],
    errors: {
      user_not_found: neverSignedIn,
      blocked: 'you blocked the target; or the target blocked you, under the policy `notify`',
      conflict: 'too much waits for the target already, of yours or of all',
      ...notThere,
    },
  },
  lobby: {
    summary: 'A message to everybody.',
    received: [
      {
        who: 'everybody signed in, the sender too',
        v1: '`(Lobby): user1: Hello everyone!`',
        v2: '`message`',
      },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { ...mutedThere, ...notThere },
  },
  group: {
    summary: 'A message to the members of a group.',
    received: [
      { who: 'members who are connected, the sender too', v1: '`(Group devs): user1: Hi`', v2: '`message`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { ...notIn, ...mutedThere, ...notThere },
  },
  edit: {
    summary:
      'Changes what a message of one’s own says. What it said before is nowhere any more: not in history, nor in what waits.',
    received: [
      {
        who: 'who may see the message, and the sender’s connections',
        v1: '`(Lobby): user1: (Edited): Hello`',
        v2: '`edited`',
      },
      { who: 'the sending connection', v2: `${ACK}` },
    ],
    errors: {
      message_not_found: 'there is none, or none that you may see; or it was deleted',
      not_allowed: 'somebody else said it',
      ...mutedThere,
      too_late: 'it is older than {{EDIT_HOURS}} h*',
      blocked: 'as of a whisper: in one',
      ...notIn,
    },
    remark:
      'A client keeps of what it has of a message what has the greatest `rev`, and of a deleted one nothing else: frames may come in ' +
      'another order than the changes were made. `history` has messages as they are now; a `sync` has `edited` and `deleted` too.',
  },
  delete: {
    summary:
      'Takes back a message of one’s own, however old; who [keeps order](#keeping-order) there also others’. A place without content stays in history.',
    received: [
      {
        who: 'who may see the message, and its author’s and the sender’s connections',
        v1: '`(Lobby): user1: (Deleted)`, or `(Deleted by admin)`',
        v2: '`deleted`',
      },
      { who: 'the sending connection', v2: `${ACK}` },
    ],
    errors: {
      message_not_found: 'there is none, or none that you may see; or it was deleted',
      not_allowed: 'somebody else said it, and you don’t keep order there, or it was whispered',
      ...notIn,
    },
  },
  react: {
    summary:
      'Says something to a message, anybody’s that you may see, by one emoji. Several are several reactions, of which each is there once. ' +
      'What is so already is acknowledged.',
    received: [
      {
        who: 'who may see the message and does not block you, and your connections; of more than {{REACTION_AUDIENCE_MAX}} only its author’s and yours',
        v2: '`reactions`, soon',
      },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: {
      message_not_found: 'there is none, or none that you may see; or it was deleted',
      blocked: 'as of a whisper: in one',
      ...mutedThere,
      ...notIn,
    },
    remark:
      '`emoji` is one that Unicode recommends for interchange, skin tones and flags among them; one kind too many is refused with `conflict`. A frame of `reactions` has the whole state: ' +
      'several reactions may become one frame, and of two the one with the greater `rev` holds. A `sync` has none of it: after one, ask ' +
      '`reactions` for the messages on screen, or read `history` again.',
  },
  unreact: {
    summary: 'Takes a reaction back. What isn’t there is acknowledged.',
    received: [
      { who: 'as with `react`', v2: '`reactions`, soon' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: {
      message_not_found: 'there is none, or none that you may see; or it was deleted',
      ...notIn,
    },
  },
  disband: {
    summary: 'Ends a group for everybody: for its owners. Nothing of it is to be read any more.',
    received: [
      { who: 'members, the sender too', v1: '`(Group devs): disbanded by user1`', v2: '`disbanded`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { ...notIn, not_allowed: 'you are no owner' },
    remark:
      'Who is told of it is in the group no more; of a very large one the last members end some minutes later, and what they say meanwhile is ' +
      'heard by those who are left. A few minutes later the name is free: a group that is made under it has nothing of this one.',
  },
  kick: {
    summary:
      'Removes a member from a group: for its owners and moderators, of whose role is less. With `ban` they may not come back, for ' +
      '`seconds` or for good, and need not be in it.',
    received: [
      {
        who: 'members, the sender too, and who was removed, on all connections',
        v1: '`(Group devs): user2 was removed by user1`',
        v2: '`left`',
      },
      { who: 'the sending connection', v2: `${ACK}, without an \`id\` where nobody was removed` },
    ],
    errors: {
      ...notIn,
      not_allowed: 'you are neither owner nor moderator, or the target’s role is no less',
      user_not_found: neverSignedIn,
      conflict: 'the target is no member, and isn’t to be banned',
    },
    remark:
      'Once it is acknowledged who was removed hears nothing more of the group. An owner must be made a member by `role` before. ' +
      '`seconds` stands beside `ban` alone, and isn’t 0. Who is banned from a private group is answered as if there were none. Another ' +
      'of the same user takes the first one’s place.',
  },
  pin: {
    summary:
      'Puts a message of a group where everybody finds it: for its owners and moderators. A group has at most {{PINS_MAX}}.',
    received: [
      { who: 'members who may see the message', v2: '`pinned`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: {
      message_not_found: 'there is none, or none that you may see; or it was deleted',
      not_allowed: 'you are neither owner nor moderator, or nobody is: of a group that a `join` made',
      conflict: 'pinned already, or too many are',
      ...notIn,
    },
    remark: '`conversation` is a group’s. What is deleted, or kept no longer, is pinned no more.',
  },
  unpin: {
    summary: 'Takes a message away from there, whoever pinned it: for the group’s owners and moderators.',
    received: [
      { who: 'members who may see the message', v2: '`unpinned`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { not_allowed: 'you are neither owner nor moderator', conflict: 'it isn’t pinned', ...notIn },
  },
  erase: {
    summary:
      'Erases all that is kept of you, for good. First your connections are closed, and no sign-in is let in any more. Then, within minutes, ' +
      'you leave your groups, friendships and blocks end, and of all that you have said places without content stay, as of what is deleted.',
    received: [
      { who: 'the sending connection', v2: ACK },
      { who: 'your connections, which are closed then', v2: '`closing` with `conflict`' },
    ],
    remark:
      'Members of your groups are told by `left`; of a group whose last owner you are, the first moderator becomes owner, or the first member, ' +
      'by name; with no member left it is disbanded. Nobody else is told. A whisper to you is answered `user_not_found`. Logs name you as an ' +
      'author for as long as they are kept: {{RETENTION_DAYS}} days*. Your name may be another’s {{NAME_FREED_AFTER_DAYS}} days* later. What admins ' +
      'wrote down of you, and what others keep of you, their blocks and their own messages, stays.',
  },
  profile: {
    summary:
      'Changes how you are shown: your display name, your picture, and what you say of yourself. What isn’t named stays, and `null` is ' +
      'nothing any more. Others see it when they ask next.',
    received: [{ who: 'the sending connection', v2: '`ack` without an id' }],
    remark:
      'At least one field must be there. Of two devices that change it at once none undoes the other’s: each field has what was said of ' +
      'it last. A display name belongs to nobody: show the name beside it where it matters who it is.',
  },
  presence: {
    summary:
      'Says how you want to be seen by your friends: `online`, as at first, or `invisible`, which looks offline since then, whether ' +
      'you are there or not.',
    received: [
      { who: 'friends, if they see something else by it', v2: '`presence`' },
      { who: 'the sender’s other connections', v2: '`presence` with `show`' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    remark:
      'Friends are also told when your first connection opens and when your last one closes. What comes too often is put off, and then ' +
      'the last of it told. It is told once, and may be lost: ask `presences` when a connection opens.',
  },
  notify: {
    summary:
      'Says of what in a conversation you want to be told: of `all` messages, as at first, of those that have `mentions` of you, or of ' +
      '`none`. Nobody else learns of it.',
    received: [
      { who: 'all the sender’s connections', v2: '`notify`, if no later command has come before it' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: { ...notIn, user_not_found: 'of a whisper: the other never signed in' },
    remark:
      'Your clients go by it: all that is said there comes and is counted as before, and `conversations` has the `level` beside the counts. It is ' +
      'kept until you change it, however long that takes; in a group until you leave it. Of a whisper you may say it before anything was.',
  },
  join: {
    summary: 'Makes you a member of a group, and the group, open and nobody’s, if there is none.',
    received: [
      { who: 'members, the new one too', v1: '`(Group devs): user1 joined`', v2: '`joined`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: {
      conflict: 'a member already, or in too many groups',
      group_not_found:
        'a private group, to which nobody has invited you whom you don’t block; its owners and moderators need no invitation',
      banned: 'an owner or a moderator keeps you out of it',
    },
    remark: 'Ends all invitations to the group. Send `sync` behind it, as after any new subscription.',
  },
  leave: {
    summary: 'Ends your membership, and what you might do in the group.',
    received: [
      { who: 'members, the leaving one too', v1: '`(Group devs): user1 left`', v2: '`left`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { ...notIn, conflict: 'its last owner: make another one first' },
  },
  create: {
    summary: 'Makes a group that you own, and are the first member of.',
    received: [
      { who: 'your connections', v1: '`(Group devs): user1 joined`', v2: '`joined`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { conflict: 'a group has that name, or you are in too many' },
    remark:
      'In v1 it takes no more than the name, and makes an open group. A private group is nowhere to be seen for who isn’t in it: every ' +
      'command answers them `group_not_found`, `join` too. That its name isn’t available is all that they learn.',
  },
  describe: {
    summary:
      'Changes what a group is said to be: for its owners. What isn’t named stays, and `null` is nothing any more.',
    received: [
      { who: 'members', v1: '`(Group devs): changed by user1`', v2: '`described`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { ...notIn, not_allowed: 'you are no owner' },
    remark:
      'At least one field must be there. Of two owners who change it at once the second changes what the first has made of it. Another ' +
      '`history` holds for who joins from then on.',
  },
  role: {
    summary:
      'Says what a member may do: for the group’s owners, also of themselves. Owners may do all, moderators keep order, and a group may ' +
      'have at most {{OWNERS_MAX}} of those and {{MODERATORS_MAX}} of these.',
    received: [
      { who: 'members', v1: '`(Group devs): user2 is now a moderator`', v2: '`role_changed`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: {
      ...notIn,
      not_allowed: 'you are no owner, or nobody is: of a group that a `join` made',
      conflict: 'no member, or in that role already; the last owner; too many',
    },
    remark: 'Of two owners who take each other’s role away at once, one does and the other is refused.',
  },
  invite: {
    summary:
      'Asks somebody into a group: into an open one any member may, into a private one its owners and moderators. It waits for who is away, ' +
      'and is good for {{INVITATION_DAYS}} days.',
    received: [
      { who: 'the target’s connections', v1: '`(Invitation to devs from user1)`', v2: '`invited`' },
      { who: 'the sender’s connections', v1: '`(Invitation to devs for user2)`', v2: '`invited`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: {
      ...notIn,
      not_allowed: 'a private group, of which you are neither owner nor moderator',
      user_not_found: neverSignedIn,
      blocked: 'as with `whisper`',
      conflict: 'in the group already, or invited by you already, or {{INVITATIONS_MAX}} wait for them',
    },
    remark:
      'Its event stands among the whispers of the two. Each member’s invitation is one of its own: that another has invited them nobody is told. It ' +
      'stands though who made it leaves the group.',
  },
  decline_invite: {
    summary: 'Answers all invitations to a group with no. Who made them isn’t told.',
    received: [
      {
        who: 'the sender’s connections',
        v1: '`(Invitation to devs): declined`',
        v2: '`invitations_changed`',
      },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: { conflict: 'no invitation' },
  },
  add: {
    summary:
      'Asks somebody to be friends. It waits for who is away. An `add` that answers a request accepts it.',
    received: [
      { who: 'the target’s connections', v1: '`(Friend request from user1)`', v2: '`friend_request`' },
      { who: 'the sender’s connections', v1: '`(Friend request to user2)`', v2: '`friend_request`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: {
      user_not_found: neverSignedIn,
      blocked: 'as with `whisper`',
      conflict: 'friends already, or asked already',
    },
  },
  accept: {
    summary: 'Answers a friend request with yes.',
    received: [
      {
        who: 'both users’ connections; who asked comes first',
        v1: '`(Friends): user1 and user2 are now friends`',
        v2: '`friends`',
      },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { user_not_found: neverSignedIn, conflict: 'no request, or friends already' },
  },
  decline: {
    summary: 'Answers a friend request with no. Who asked isn’t told.',
    received: [
      { who: 'the sender’s connections', v1: '`(Friends): user1 declined`', v2: 'nothing' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: { user_not_found: neverSignedIn, conflict: 'no request' },
  },
  unfriend: {
    summary: 'Ends a friendship, or withdraws your own request. The other isn’t told.',
    received: [
      { who: 'the sender’s connections', v1: '`(Friends): user2 removed`', v2: '`unfriended`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { user_not_found: neverSignedIn, conflict: 'no friends, and not asked by you' },
  },
  block: {
    summary: 'Silences a user: see [Blocks](#blocks).',
    received: [
      { who: 'the sender’s connections', v1: '`(Block): user2 blocked`', v2: '`blocked`' },
      {
        who: 'the blocked, now or at the next sign-in (policy `notify`; not if they block you)',
        v1: '`(Block): user1 blocked you`',
        v2: '`blocked`',
      },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { user_not_found: neverSignedIn, conflict: 'blocked already' },
  },
  unblock: {
    summary: 'Ends a block. The other isn’t told.',
    received: [
      { who: 'the sender’s connections', v1: '`(Block): user2 unblocked`', v2: '`unblocked`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { user_not_found: neverSignedIn, conflict: 'not blocked' },
  },
  mute: {
    summary:
      'For who [keeps order](#keeping-order) there. Keeps somebody from speaking in the lobby, or in a group, for so long; 0 lets them speak again. Of several the latest holds.',
    received: [
      { who: 'the sender’s connections', v1: '`(Muted): user2`, or `(Unmuted): user2`', v2: '' },
      { who: 'the muted', v1: 'nothing, until they speak', v2: '`muted`' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: {
      not_allowed: 'you don’t keep order there, or the other’s role in the group is no less than yours',
      user_not_found: neverSignedIn,
      ...notIn,
    },
    remark:
      'Where one is muted, `lobby`, `group`, `edit` and `react` are answered `muted`, and nobody is told of `typing`. What was said may be deleted, and reactions ' +
      'taken back. Whispers go on.',
  },
  ban: {
    summary:
      'For admins. Keeps somebody out, for so long, or for good. Their connections are closed with 1000, and none is let in: a handshake with their token is ' +
      'answered 403, and `authenticate` `banned`. What waits for them goes on waiting. Of several the latest holds.',
    received: [
      { who: 'the sender’s connections', v1: '`(Banned): user2`', v2: '' },
      { who: 'the banned', v1: '`{"error":"Banned"}`', v2: '`closing`' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: { not_allowed: 'you are no admin', user_not_found: neverSignedIn },
    remark:
      'It holds from the answer on. An admin may be banned, too: nothing but their token says that they are one; another admin lifts it, or the operator.',
  },
  unban: {
    summary:
      'Lets somebody in again, who isn’t told. For admins; with `group_name`, into that group, for its owners and moderators. What has ' +
      'waited for them is handed over when they sign in; in the group they are no member by it, and join again.',
    received: [
      { who: 'the sender’s connections', v1: '`(Unbanned): user2`', v2: '' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: {
      not_allowed: 'you are no admin; of a group, neither owner nor moderator',
      user_not_found: neverSignedIn,
      conflict: 'they are not banned',
      ...notIn,
    },
  },
  sync: {
    summary:
      'What happened in all that you hear of since your cursors: see [Missing nothing](#missing-nothing).',
    received: [{ who: 'the connection', v2: '`synced`' }],
  },
  history: {
    summary: 'A page of a conversation, newest first.',
    received: [{ who: 'the connection', v2: '`history`' }],
    errors: { ...notIn, user_not_found: neverSignedIn },
    remark:
      'Go on with the `before` of the answer until it is `null`. A page may hold fewer events than asked for, even none, while there are more.',
  },
  read: {
    summary: 'Moves your read mark of a conversation; it never goes back.',
    received: [
      { who: 'the sender’s other connections', v2: '`read`' },
      { who: 'of a whisper: the other party', v2: '`read`' },
      { who: 'the sending connection', v2: '`ack` without an id' },
    ],
    errors: { ...notIn, user_not_found: 'of a whisper: the other never signed in' },
    remark:
      'A mark that is there or further already, or of a whisper in which there is nothing, is acknowledged; nobody is told. Members of a group, or of the lobby, never are.',
  },
  reactions: {
    summary:
      'How the reactions to some messages stand. Those that you may not see, or that were deleted, are left out.',
    received: [{ who: 'the connection', v2: '`list`, in the order asked' }],
    errors: { ...notIn, user_not_found: neverSignedIn },
    remark:
      'What you have already, by `known`, comes without its `reactions`. Where not all fit, `next` is the id of the first that is missing: ask ' +
      'again for the rest. For each 25 ids the command counts as one more. May lag a moment behind.',
  },
  reactors: {
    summary: 'Who has reacted to a message by an emoji.',
    received: list('them'),
    errors: {
      message_not_found: 'there is none, or none that you may see; or it was deleted',
      ...notIn,
    },
    remark: 'A page may hold fewer than asked for, even none, while there are more.',
  },
  pins: {
    summary:
      'The pinned messages of a group, as they are now, the last pinned first: those that you may see.',
    received: [{ who: 'the connection', v2: '`list` of them' }],
    errors: notIn,
    remark: 'A page may hold fewer than asked for, even none, while there are more.',
  },
  export: {
    summary:
      'All that is kept of you, page by page: what you are shown as, friends, requests, blocks, groups, invitations, read marks, and each message that ' +
      'you have written, with your reactions; of whispers also what you were told.',
    received: [{ who: 'the connection', v2: '`list` of it' }],
    remark:
      'Each page counts as {{EXPORT_WEIGHT}} commands. It is as things are when it is read: what changes meanwhile may come twice, or not at all. ' +
      'A page may hold fewer than asked for, even none, while there are more. What you said in a group that you have left is in it for as long ' +
      'as it is kept.',
  },
  typing: {
    summary:
      'Says that you are writing a message. Say it again each few seconds while you are. Nothing keeps it; what comes too often, or before ' +
      'a large audience, is acknowledged and told to nobody.',
    received: [
      { who: 'who would hear the message, but yourself', v2: '`typing`' },
      { who: 'the connection', v2: '`ack`' },
    ],
    errors: { user_not_found: neverSignedIn, ...notIn },
  },
  ping: {
    summary: 'Is anybody there? And: keeps the socket open.',
    received: [{ who: 'the connection', v2: '`pong`' }],
  },
  here: {
    summary: 'Answers a [`probe`](#events-of-the-moment): somebody is there.',
    received: [{ who: 'the connection', v2: '`ack` without an id, if there is a `ref`' }],
    remark:
      'Send it at once, on the connection that the `probe` came to. Without a `ref` nothing answers it.',
  },
  conversations: {
    summary:
      'Your conversations: the lobby, groups and whispers, with the newest event, what is unread, and how much of that mentions you.',
    received: [{ who: 'the connection', v2: '`list`: the lobby, then groups, then whispers, each by name' }],
    remark:
      'A whisper with nothing to see is left out, so a page may hold fewer than asked for. May lag a moment behind: an event newer than `last` that has come to you counts on top.',
  },
  friends: { summary: 'Your friends.', received: list('them') },
  requests: {
    summary: 'Friend requests that wait for an answer, yours and those to you.',
    received: list('them'),
  },
  blocks: { summary: 'Whom you block.', received: list('them') },
  groups: {
    summary:
      'The groups that you are in; with `search`, open ones whose name or title begins so, in upper case or lower.',
    received: [{ who: 'the connection', v2: '`list` of them, by name, or by what they were found by' }],
    errors: { not_allowed: 'with `search`: the operator lets nobody search' },
    remark:
      'Of a search a page may hold fewer than asked for, even none, while there are more; it may lag a moment behind.',
  },
  group_profiles: {
    summary: 'What groups are.',
    received: [{ who: 'the connection', v2: '`list` of them, in the order asked' }],
    remark:
      'A private one that you aren’t in is left out, as is one that there isn’t; one whose `rev` you have already comes as `group` and `rev` ' +
      'alone. `next` is the first that did not fit: ask again for the rest. Counts as a command for each {{GROUP_PROFILES_PER_COMMAND}} asked ' +
      'for, or part of it.',
  },
  invitations: {
    summary: 'The groups that you are invited to. May lag a moment behind.',
    received: list('them'),
    remark:
      'Not those by whom you block. Ask again after `invited`, `invitations_changed`, `blocked` and `unblocked`, and your own `joined`. Counts as ' +
      'a command for each {{GROUP_PROFILES_PER_COMMAND}} groups of the answer, or part of it.',
  },
  members: {
    summary:
      'The members of a group that you are in, and who of them may do more than others. May lag a moment behind.',
    received: list('them'),
    errors: notIn,
  },
  profiles: {
    summary: 'How users want to be shown. May lag a moment behind.',
    received: [{ who: 'the connection', v2: '`list` of them, in the order asked' }],
    remark:
      'Who never signed in is left out; whose `rev` you have already comes as `user` and `rev` alone. `next` is the first that did not fit: ' +
      'ask again for the rest. Counts as a command for each {{PROFILES_PER_COMMAND}} asked for, or part of it.',
  },
  presences: {
    summary: 'Which of your friends are there. May lag a moment behind.',
    received: [{ who: 'the connection', v2: '`list` of them, in the order asked' }],
    remark:
      'Who is no friend of yours is left out, and whom a block stands between. You may ask for yourself, too. Counts as a command for each ' +
      '{{PRESENCES_PER_COMMAND}} asked for, or part of it. Of an answer and a frame the one with the greater `rev` holds, and of two equal ' +
      'ones the answer.',
  },
  users: {
    summary:
      'Who is found by the beginning of a name or of a display name, in upper case or lower. A page may hold fewer than asked for, even none, ' +
      'while there are more. May lag a moment behind.',
    received: [{ who: 'the connection', v2: '`list` of users, by what they were found by' }],
    errors: { not_allowed: 'the operator lets nobody search' },
    remark:
      'An operator may let users search among their friends alone. Under the policy `notify` who blocks you isn’t shown.',
  },
  bans: {
    summary:
      'Who is banned, for admins; with `group_name`, from that group, for its owners and moderators. May lag a moment behind.',
    received: list('them'),
    errors: { not_allowed: 'you are no admin; of a group, neither owner nor moderator', ...notIn },
    remark: 'Where not all fit a frame there are fewer than `limit`, and `next` goes on.',
  },
  audit: {
    summary:
      'For who [keeps order](#keeping-order) there. What was done for that, newest first: in the lobby and everywhere, or in a group.',
    received: [{ who: 'the connection', v2: '`list`' }],
    errors: { not_allowed: 'you don’t keep order there', ...notIn },
    remark: 'It is kept {{AUDIT_DAYS}} days*.',
  },
};
