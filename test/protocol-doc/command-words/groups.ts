import { ACK, type CommandWords, neverSignedIn, notIn } from './shared-words.ts';

/** Groups, and who is in them. In the order of the page. */
export const GROUPS_WORDS = {
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
    errors: { conflict: 'a group has that name, or had it until a moment ago, or you are in too many' },
    remark:
      'A private group is nowhere to be seen for who isn’t in it: every ' +
      'command answers them `group_not_found`, `join` too. That its name isn’t available is all that they learn. The name of a group that was disbanded ' +
      'is free when a look has found no member of it any more, two minutes behind the `disband` at the earliest; of a very large group that takes ' +
      'some minutes more.',
  },
  describe: {
    summary:
      'Changes what a group is said to be: for its owners. What isn’t named stays, and `null` is nothing any more.',
    received: [
      { who: 'members', v1: '`(Group devs): changed by user1`', v2: '`described`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: {
      ...notIn,
      not_allowed: 'you are no owner',
      muted: 'you may not speak there: `null`, and `history`, may be given all the same',
    },
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
  disband: {
    summary: 'Ends a group for everybody: for its owners. Nothing of it is to be read any more.',
    received: [
      { who: 'members, the sender too', v1: '`(Group devs): disbanded by user1`', v2: '`disbanded`' },
      { who: 'the sending connection', v2: ACK },
    ],
    errors: { ...notIn, not_allowed: 'you are no owner' },
    remark:
      'Who is told of it is in the group no more; of a very large one the last members end some minutes later, and what they say meanwhile is ' +
      'heard by those who are left. The name is free two minutes later at the earliest (see [`create`](#create)): a group that is made under it has nothing of this one.',
  },
  kick: {
    summary:
      'Removes a member from a group: for its owners and moderators, of whose role is less, and in an open one for admins. With `ban` they may not come back, for ' +
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
      not_allowed: 'you don’t keep order there, or the target’s role is no less than yours',
      user_not_found: neverSignedIn,
      conflict: 'the target is no member, and isn’t to be banned; or its last owner',
    },
    remark:
      'Once it is acknowledged who was removed hears nothing more of the group, but perhaps what is said in that very moment. An owner must be ' +
      'made a member by `role` before, but for admins, who take the role with it. ' +
      '`seconds` stands beside `ban` alone, and isn’t 0. Who is banned from a private group is answered as if there were none. Another ' +
      'of the same user takes the first one’s place. Invitations of who is removed end, and of who is banned none can be made: `invite` answers `banned`.',
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
      banned: 'the target is kept out of it; for how long you aren’t told',
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
} satisfies Readonly<Record<string, CommandWords>>;
