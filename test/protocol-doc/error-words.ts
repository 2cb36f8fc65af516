import {
  alreadyInvited,
  banned,
  bannedFrom,
  blockedBy,
  type ChatError,
  conflict,
  type ErrorCode,
  erased,
  groupNotFound,
  inGroupAlready,
  internal,
  invalidField,
  invalidJson,
  invalidToken,
  lastOwner,
  messageNotFound,
  missingField,
  muted,
  nameNotAvailable,
  noInvitation,
  notAllowed,
  notAMember,
  notAuthenticated,
  notBanned,
  notInGroup,
  onlyInV2,
  rateLimited,
  stillRunning,
  tokenExpired,
  tooLarge,
  tooLateToEdit,
  tooManyInvitations,
  tooManyModerators,
  tooManyOwners,
  tooManyPins,
  tooManyReactions,
  unknownType,
  userNotFound,
  youBlocked,
} from '../../protocol/errors.ts';
import { plainRule } from '../../protocol/fields/field.ts';
import { name } from '../../protocol/fields/names-and-ids.ts';
import {
  CONNECTIONS_PER_USER,
  ECHOED_TYPE_MAX_CHARACTERS,
  GROUPS_PER_USER,
  MODERATORS_MAX,
  OWNERS_MAX,
  PINS_MAX,
  REACTION_KINDS_MAX,
} from '../../protocol/limits.ts';

const NAME_RULE = plainRule(name.rule);

/** Of each code, the errors as clients see them, and when. */
export const ERROR_WORDS: {
  readonly [C in ErrorCode]: { readonly examples: readonly ChatError[]; readonly when: string };
} = {
  invalid_json: { examples: [invalidJson()], when: 'not JSON, or not an object' },
  unknown_type: {
    examples: [unknownType('dance'), onlyInV2('ping')],
    when: `cut at ${ECHOED_TYPE_MAX_CHARACTERS} characters; also when \`type\` is there and no text; the other for v2’s own commands in v1`,
  },
  invalid_field: {
    examples: [missingField('target', NAME_RULE), invalidField('target', NAME_RULE)],
    when: 'absent, `type` itself too / not what it must be, or oneself where that makes no sense; the text says what it must be',
  },
  too_large: { examples: [tooLarge()], when: 'too much `content`' },
  not_authenticated: { examples: [notAuthenticated()], when: 'nobody has signed in' },
  invalid_token: { examples: [invalidToken()], when: 'in `authenticate`: get another one' },
  token_expired: { examples: [tokenExpired()], when: 'in `authenticate`, or since' },
  user_not_found: { examples: [userNotFound('user9')], when: 'somebody who never signed in' },
  group_not_found: { examples: [groupNotFound('nowhere')], when: 'there is none' },
  message_not_found: {
    examples: [messageNotFound('01HZX3V0000000000000000000')],
    when: 'there is none, or none that you may see: one answer for both',
  },
  not_allowed: {
    examples: [
      notAllowed('edit', 'somebody else wrote it'),
      notAllowed('users', 'the operator lets nobody search'),
      notAllowed('ban', 'for admins'),
    ],
    when: 'it is not yours to do; the text says who may, or what stands against it',
  },
  too_late: { examples: [tooLateToEdit(0)], when: 'the message is older than that' },
  not_a_member: { examples: [notAMember('devs')], when: 'you are not in it' },
  blocked: {
    examples: [blockedBy('user1'), youBlocked('user2')],
    when: 'a whisper, request or invitation across a block; the first only under the policy `notify`',
  },
  banned: {
    examples: [banned(), bannedFrom('devs')],
    when: 'you may not be here: at a sign-in, and in `closing`; or in an open group: to a `join`; `retry_after_ms` says when that ends, if it does',
  },
  erased: {
    examples: [erased()],
    when: 'all that was kept of you is erased, or about to be: at a sign-in, and in `closing`; until the name is free',
  },
  muted: {
    examples: [muted(60_000)],
    when: 'you may not speak there for so long: see [Keeping order](#keeping-order)',
  },
  conflict: {
    examples: [
      ...[
        'Already authenticated: user1',
        'Already a member: devs',
        `Too many groups: at most ${GROUPS_PER_USER}`,
        'Already friends: user1',
        'Request pending: user2',
        'No request from user1',
        'Not friends: user2',
        'Already blocked: user2',
        'Not blocked: user2',
        'Ref already used: r1',
        'Too much waits for user2',
      ].map(conflict),
      tooManyReactions(),
      nameNotAvailable('devs'),
      notBanned('user2'),
      lastOwner('devs'),
      notInGroup('user2'),
      conflict('Is moderator already: user2'),
      inGroupAlready('user2'),
      alreadyInvited('user2'),
      tooManyInvitations('user2'),
      noInvitation('devs'),
      tooManyOwners(),
      tooManyModerators(),
      conflict('Pinned already'),
      conflict('Not pinned'),
      tooManyPins(),
      stillRunning('r1', 1_000),
      conflict(`Too many connections: at most ${CONNECTIONS_PER_USER}`),
    ],
    when: 'nothing changes; the last only in `closing`. `Not banned` is also answered of a group from which somebody isn’t kept out',
  },
  rate_limited: { examples: [rateLimited(1_000)], when: 'see [Limits](#limits)' },
  internal: {
    examples: [internal()],
    when: 'a fault of ours, and not what it is: it may have happened or not. With a `ref`: send it again',
  },
};

/** What no transcript shows, and why. Codes and texts. */
export const NOT_REPLAYED: Readonly<Record<string, string>> = {
  'Muted: 60 s left': 'the transcripts leave the number open, as time goes on',
  internal: 'needs a fault of ours: test/e2e/faults.test.ts',
  'Internal error': 'the same',
  'Still running: r1': 'needs a function that takes long or crashes: test/chat/commands/',
  [`Too many kinds of reaction: at most ${REACTION_KINDS_MAX}`]: 'would need that many: test/chat/commands/',
  'Too many invitations wait for user2': 'would need that many: test/chat/commands/',
  [`Too many pins: at most ${PINS_MAX}`]: 'would need that many: test/chat/commands/groups/',
  [`Too many owners: at most ${OWNERS_MAX}`]: 'would need that many: test/chat/rules/',
  [`Too many moderators: at most ${MODERATORS_MAX}`]: 'would need that many: test/chat/rules/',
  [`Too many groups: at most ${GROUPS_PER_USER}`]: 'would need that many groups: test/chat/commands/',
};
