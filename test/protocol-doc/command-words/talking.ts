import { ACK, type CommandWords, mutedThere, neverSignedIn, notIn, notThere } from './shared-words.ts';

/** Signing in, and what is said. In the order of the page. */
export const TALKING_WORDS = {
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
        who: 'who may see the message, and its author’s connections; the sender’s, where they may see it',
        v1: '`(Lobby): user1: (Deleted)`, or `(Deleted by admin)`',
        v2: '`deleted`',
      },
      { who: 'the sending connection', v2: `${ACK}` },
    ],
    errors: {
      message_not_found: 'there is none, or none that you may see or take back; or it was deleted',
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
} satisfies Readonly<Record<string, CommandWords>>;
