import { describe, expect, test } from '@jest/globals';
import { ChatRequestError, type ClientErrorCode } from '../../client/index.ts';
import {
  bannedFrom,
  blockedBy,
  ChatError,
  conflict,
  groupNotFound,
  invalidField,
  lastOwner,
  notAMember,
  notBanned,
  rateLimited,
  tooLarge,
  userBannedFrom,
  userNotFound,
  youBlocked,
} from '../../protocol/errors.ts';
import { failedText, requestErrorText } from '../../terminal/sentences/request-errors.ts';
import { unsentTexts } from '../../terminal/sentences/unsent.ts';
import { ERROR_WORDS } from '../protocol-doc/error-words.ts';

/** As the SDK tells what the server has refused. */
const told = ({ code, message, retryAfterMs, isRetryable }: ChatError) =>
  new ChatRequestError(code, message, { isRetryable, retryAfterMs });

const whisper = { type: 'whisper', target: 'user9', content: 'hi' } as const;
const group = { type: 'group', group_name: 'devs', content: 'hi' } as const;
const join = { type: 'join', group_name: 'devs' } as const;
const profile = { type: 'profile', about: null } as const;
const ABOUT_FAULT = '/profile: that has up to 500 characters, and no control characters.';
const add = { type: 'add', target: 'user9' } as const;

describe('what comes to nothing is told as a person would', () => {
  test.each([
    [whisper, userNotFound('user9'), 'there is no user user9, or they have never signed in'],
    [whisper, blockedBy('user9'), 'user9 has blocked you'],
    [whisper, youBlocked('user9'), 'you have blocked user9: /unblock user9 first'],
    [
      whisper,
      conflict('Too much waits for user9'),
      'user9 is away, and too much is waiting for them already',
    ],
    [whisper, invalidField('content', 'text'), 'a message needs some text, and no control characters'],
    [whisper, tooLarge(), 'that is too long: a message may have 16,000 bytes'],
    [group, groupNotFound('devs'), 'there is no group devs: /join devs first'],
    [group, notAMember('devs'), 'you are not in devs: /join devs first'],
    [group, rateLimited(2_100), 'that was too much at once: try again in 3 seconds'],
    [group, rateLimited(7_000_000), 'that was too much at once: try again in 117 minutes'],
  ] as const)('%j: %s', (command, error, why) => {
    const label = command.type === 'group' ? '#devs' : '@user9';
    expect(failedText(command, told(error))).toBe(`Not sent to ${label}: ${why}. You wrote: hi`);
  });

  test.each([
    [join, conflict('Already a member: devs'), '/join devs: you are in devs already.'],
    [
      { type: 'leave', group_name: 'devs' },
      lastOwner('devs'),
      '/leave devs: you are the last owner of devs: make somebody else an owner first.',
    ],
    [
      { type: 'kick', group_name: 'devs', target: 'ann' },
      lastOwner('devs'),
      '/kick ann: ann is the last owner of devs: make somebody else an owner first.',
    ],
    [
      { type: 'role', group_name: 'devs', target: 'ann', role: 'member' },
      lastOwner('devs'),
      '/role ann: ann is the last owner of devs: make somebody else an owner first.',
    ],
    [join, bannedFrom('devs', 60_000), '/join devs: you may not come into devs, for 60 seconds yet.'],
    [
      { type: 'invite', group_name: 'devs', target: 'ann' },
      userBannedFrom('devs', 'ann'),
      '/invite ann: ann is kept out of devs.',
    ],
    [{ type: 'unban', target: 'ann' }, notBanned('ann'), '/unban ann: ann is not banned.'],
    [
      { type: 'unban', target: 'ann', group_name: 'devs' },
      notBanned('ann'),
      '/let-in ann: nobody keeps ann out of devs.',
    ],
    [
      profile,
      invalidField('display_name', 'one line'),
      '/profile: a name to be shown is one line of up to 64 characters that can be seen.',
    ],
    [
      profile,
      invalidField('avatar_url', 'a URL'),
      '/profile: a picture is a URL of up to 500 characters that begins with https://.',
    ],
    [profile, invalidField('about', 'text'), ABOUT_FAULT],
    [
      join,
      conflict('Too many groups: at most 50'),
      '/join devs: you are in 50 groups, and may be in no more: /leave one first.',
    ],
    [
      { type: 'pin', conversation: 'group:devs', id: '01M8E9Z84N0000E7AM67BY20SZ' },
      conflict('Pinned already'),
      '/pin devs: it is pinned already.',
    ],
    [
      { type: 'describe', group_name: 'devs', title: ' ' },
      invalidField('title', 'one line'),
      '/describe devs: a title is one line of up to 100 characters that can be seen.',
    ],
    [add, conflict('Request pending: user9'), '/add user9: you have asked user9 already.'],
    [add, invalidField('target', 'somebody other than yourself'), '/add user9: that is no other user.'],
    [
      { type: 'kick', group_name: 'devs', target: 'ann', ban: true, seconds: 0 },
      invalidField('seconds', 'a whole number from 1 to 60'),
      '/keep-out ann: seconds: a whole number from 1 to 60.',
    ],
    [join, groupNotFound('devs'), '/join devs: there is no group devs that you may join.'],
    [
      { type: 'decline_invite', group_name: 'devs' },
      groupNotFound('devs'),
      '/decline-invite devs: there is no group devs.',
    ],
    [profile, new ChatError('invalid_field', 'Invalid field: about'), ABOUT_FAULT],
    [profile, new ChatError('invalid_field', 'Invalid field: known'), '/profile: Invalid field: known.'],
    [add, conflict('Something new: user9'), '/add user9: Something new: user9.'],
  ] as const)('%j: %s', (command, error, sentence) => {
    expect(failedText(command, told(error))).toBe(sentence);
  });

  test('of a change, with what was written', () => {
    const edit = { type: 'edit', conversation: 'group:devs', id: '1', content: 'hi' } as const;
    const deletion = { type: 'delete', conversation: 'whisper:user2', id: '1' } as const;
    expect(failedText(edit, new ChatRequestError('too_late', 'x'))).toBe(
      'Not edited in #devs: it is too late to edit that. You wrote: hi',
    );
    expect(failedText(deletion, new ChatRequestError('given_up', 'x'))).toMatch(
      /^Perhaps not deleted in @user2: the server did not answer/,
    );
    const pending = [edit, deletion].map((command) => ({ ref: 'r', command, createdAt: 0 }));
    expect(unsentTexts(pending)).toEqual([
      'Not sent: editing a message in #devs to: hi',
      'Not sent: deleting a message in @user2',
    ]);
  });

  test('with a command only where one can be given, and otherwise what that takes', () => {
    const why = (command: typeof whisper | typeof group, error: ChatError, takesCommands: boolean) =>
      /: (?<why>.*)\. You wrote/.exec(failedText(command, told(error), takesCommands))?.groups?.why;
    const first = ['/unblock user9 first', '/join devs first'];
    for (const takesCommands of [true, false]) {
      const hint = takesCommands ? '' : ', as a line with --commands';
      expect(why(whisper, youBlocked('user9'), takesCommands)).toBe(
        `you have blocked user9: ${first[0]}${hint}`,
      );
      expect(why(group, notAMember('devs'), takesCommands)).toBe(`you are not in devs: ${first[1]}${hint}`);
    }
  });

  test('also of a group that the question doesn’t name', () => {
    expect(requestErrorText(told(notAMember('devs')))).toBe('you are not in that group');
    expect(requestErrorText(told(groupNotFound('devs')))).toBe('there is no group of that name');
  });

  test('also where it isn’t known whether it has arrived, or what the code means', () => {
    expect(failedText(whisper, new ChatRequestError('given_up', 'x'))).toMatch(/^Perhaps not sent to @user9/);
    expect(failedText(whisper, new ChatRequestError('newer' as 'closed', 'Words of its own'))).toContain(
      ': Words of its own.',
    );
  });
});

/** Those that a client with a `ref` of its own for each command, and one sign-in a connection, is told by nobody. */
const NEVER_TOLD = [
  'Already authenticated: ',
  'Ref already used: ',
  'Still running: ',
  'Too many connections: ',
];

describe('each code of an error has a sentence of its own', () => {
  const errors = Object.values(ERROR_WORDS)
    .flatMap(({ examples }) => examples)
    .filter(({ message }) => !NEVER_TOLD.some((start) => message.startsWith(start)));

  test.each(errors.map((error) => [error.code, error.message, error] as const))(
    '%s: %s',
    (_, message, error) => {
      expect(failedText(join, told(error))).not.toContain(message);
    },
  );

  /** A code of the SDK that is missing doesn't compile. */
  const ofClient: Record<ClientErrorCode, true> = {
    timed_out: true,
    given_up: true,
    not_sent: true,
    queue_full: true,
    other_user: true,
    refused: true,
    closed: true,
  };
  test.each(Object.keys(ofClient) as ClientErrorCode[])('%s', (code) => {
    expect(failedText(join, new ChatRequestError(code, 'Words of the SDK'))).not.toContain(
      'Words of the SDK',
    );
  });
});

test('what was left unsent is told with what it was', () => {
  const pending = { ref: 'r1', createdAt: 0 };
  expect(
    unsentTexts([
      { ...pending, command: whisper, sentAt: 1 },
      { ...pending, command: { type: 'lobby', content: 'x'.repeat(300) } },
      { ...pending, command: join },
    ]),
  ).toEqual([
    'Perhaps not sent to @user9: hi',
    `Not sent to lobby: ${'x'.repeat(200)}…`,
    'Not sent: /join devs',
  ]);
});
