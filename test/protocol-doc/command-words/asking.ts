import { type CommandWords, list, neverSignedIn, notIn } from './shared-words.ts';

/** What asks. In the order of the page. */
export const ASKING_WORDS = {
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
} satisfies Readonly<Record<string, CommandWords>>;
