import { ACK, type CommandWords, neverSignedIn, notIn } from './shared-words.ts';

/** People, and oneself. In the order of the page. */
export const PEOPLE_WORDS = {
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
  erase: {
    summary:
      'Erases all that is kept of you, for good. First your connections are closed, and no sign-in is let in any more. Then, within minutes, ' +
      'you leave your groups, friendships and blocks end, and of all that you have said places without content stay, as of what is deleted.',
    received: [
      { who: 'the sending connection', v2: '`ack` without an id' },
      { who: 'your connections, which are closed then', v2: '`closing` with `erased`' },
      { who: 'your friends, and with whom a request stands', v2: '`relation_changed`' },
    ],
    remark:
      'Members of your groups are told by `left`; of a group whose last owner you are, the first moderator becomes owner, or the first member, ' +
      'by name; with no member left it is disbanded. Nobody else is told. A whisper to you is answered `user_not_found`. Logs name you as an ' +
      'author for as long as they are kept: {{RETENTION_DAYS}} days*. Your name may be another’s {{NAME_FREED_AFTER_DAYS}} days* later. What admins ' +
      'wrote down of you, and what others keep of you, their blocks and their own messages, stays. Whoever has your name next has nothing of ' +
      'yours; blocks of it, mutes and bans from groups hold for them, too.',
  },
} satisfies Readonly<Record<string, CommandWords>>;
