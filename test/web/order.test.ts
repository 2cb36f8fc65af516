import { describe, expect, jest, test } from '@jest/globals';
import type { AuditItem, MessageFrame } from '../../client/index.ts';
import { sentenceText } from '../../web/naming/sentence.ts';
import { authorityOf } from '../../web/order/authority.ts';
import { memberActions } from '../../web/order/member-actions.ts';
import { impose, wordsOf } from '../../web/order/sanction.ts';
import { whereReported } from '../../web/order/where-reported.ts';
import { auditSentence } from '../../web/text/sentences/audit-sentence.ts';
import { endSentence, hasWayBack } from '../../web/text/sentences/end-sentence.ts';
import { reportSentence } from '../../web/text/sentences/report-sentence.ts';
import { untilText } from '../../web/text/times.ts';

const OPEN = {
  group: 'devs',
  rev: '1',
  kind: 'open',
  owners: ['owner'],
  moderators: ['mod', 'other-mod'],
} as const;
const PRIVATE = { ...OPEN, kind: 'private' } as const;
const ALL = ['owner', 'mod', 'other-mod', 'user1'];

describe('who keeps order', () => {
  test.each([
    ['an owner', { user: 'owner', isAdmin: false, group: OPEN }, ['mod', 'other-mod', 'user1']],
    ['a moderator', { user: 'mod', isAdmin: false, group: OPEN }, ['user1']],
    ['a member', { user: 'user1', isAdmin: false, group: OPEN }, []],
    ['nobody yet known', { user: undefined, isAdmin: false, group: undefined }, []],
  ])('in a group, as %s, reaches and removes those of a lesser role alone', (_who, looker, reached) => {
    const authority = authorityOf({ conversation: 'group:devs', ...looker });
    expect(ALL.filter(authority.reaches)).toEqual(reached);
    expect(ALL.filter(authority.removes)).toEqual(reached);
    expect(authority.isKept).toBe(reached.length > 0);
  });

  test('as an admin reaches everybody else in the lobby and in open groups, and removes them from these', () => {
    const admin = { user: 'user1', isAdmin: true };
    const others = ['owner', 'mod', 'other-mod'];
    const reachedIn = (conversation: string, group: typeof OPEN | typeof PRIVATE | undefined) => {
      const { reaches, removes } = authorityOf({ ...admin, conversation, group });
      const reached = ALL.filter(reaches);
      expect(ALL.filter(removes)).toEqual(group === undefined ? [] : reached);
      return reached;
    };
    expect(reachedIn('lobby', undefined)).toEqual(others);
    expect(reachedIn('group:devs', OPEN)).toEqual(others);
    expect(reachedIn('group:devs', PRIVATE)).toEqual([]);
    expect(reachedIn('whisper:mod', undefined)).toEqual([]);
  });
});

test.each([
  [{ reaches: true, removes: true }, ['Mute…', 'Remove from the group?', 'Keep out…']],
  [{ reaches: true, removes: false }, ['Mute…']],
  [{ reaches: false, removes: false }, []],
])('of a member %j is offered %j', ({ reaches, removes }, offered) => {
  const authority = { isKept: true, reaches: () => reaches, removes: () => removes };
  const actions = memberActions(
    { member: 'user1', called: 'Ann', group: 'devs', isPrivate: true },
    authority,
    { ask: () => undefined, kick: () => undefined },
  );
  expect(actions.map(({ label, question }) => `${label}${question ? '?' : ''}`)).toEqual(offered);
});

describe('what was reported is led to', () => {
  const report = (conversation: string) => ({
    by: 'user1',
    conversation,
    message: { from: 'user2' } as MessageFrame,
  });
  test.each([
    ['in the lobby, by anybody', 'lobby', 'admin', 'lobby'],
    ['in a group, by its members', 'group:devs', 'admin', 'group:devs'],
    ['in another group by nobody', 'group:ops', 'admin', undefined],
    ['in a whisper, by who reported it', 'whisper:user2', 'user1', 'whisper:user2'],
    ['in a whisper, by who whispered it', 'whisper:user2', 'user2', 'whisper:user1'],
    ['in a whisper by nobody else', 'whisper:user2', 'admin', undefined],
  ])('%s', (_how, conversation, user, where) => {
    expect(whereReported(report(conversation), { user, groups: ['devs'] })).toBe(where);
  });
});

test('a sanction becomes the command of where it holds', async () => {
  const done = () => jest.fn(async () => ({}) as never);
  const client = { mute: done(), ban: done(), kick: done() };
  const given = { seconds: 60, reason: 'Spam', ref: 'r1' };
  await impose(client, { kind: 'mute', target: 'user1' }, given);
  await impose(client, { kind: 'mute', target: 'user1', group: 'devs' }, given);
  await impose(client, { kind: 'ban', target: 'user1' }, { ...given, seconds: undefined });
  await impose(client, { kind: 'ban', target: 'user1', group: 'devs' }, given);
  const options = { reason: 'Spam', ref: 'r1' };
  expect(client.mute.mock.calls).toEqual([
    ['user1', 60, { ...options, group_name: undefined }],
    ['user1', 60, { ...options, group_name: 'devs' }],
  ]);
  expect(client.ban.mock.calls).toEqual([['user1', { ...options, seconds: undefined }]]);
  expect(client.kick.mock.calls).toEqual([['devs', 'user1', { ...options, seconds: 60, ban: true }]]);
});

test('a dialog says whom it is about, and where', () => {
  const titleOf = (kind: 'mute' | 'ban', group?: string) =>
    wordsOf({ kind, target: 'user1', group }, 'Ann (user1)').title;
  expect([titleOf('mute'), titleOf('mute', 'devs'), titleOf('ban'), titleOf('ban', 'devs')]).toEqual([
    'Mute Ann (user1) in the lobby',
    'Mute Ann (user1) in devs',
    'Ban Ann (user1)',
    'Keep Ann (user1) out of devs',
  ]);
});

describe('what was done to keep order', () => {
  const now = Date.parse('2026-11-28T10:00:00Z');
  const said = (item: Partial<AuditItem>) => {
    const act: AuditItem = {
      id: '1',
      ts: '2026-11-28T10:00:00.000Z',
      by: 'admin',
      act: 'ban',
      target: 'ann',
      ...item,
    };
    return sentenceText(auditSentence(act, 'ben', now), (name) => name);
  };

  test('is a sentence', () => {
    expect(said({ act: 'delete', conversation: 'lobby', of: '2' })).toBe(
      'admin deleted a message of ann in the lobby',
    );
    expect(said({ act: 'mute', conversation: 'group:devs', until: '2026-11-28T10:00:00.000Z' })).toBe(
      'admin let ann speak again in devs',
    );
    expect(said({ act: 'mute', conversation: 'group:devs', until: '2027-11-28T10:00:00.000Z' })).toMatch(
      /^admin muted ann in devs until .*2027/,
    );
    expect(said({ target: 'ben' })).toBe('admin banned you');
    expect(said({ by: 'ben', act: 'unban' })).toBe('You unbanned ann');
    expect(said({ by: 'ben', act: 'pin', target: 'ben', conversation: 'group:devs' })).toBe(
      'You pinned your message in devs',
    );
  });

  test.each<[Partial<AuditItem>, string]>([
    [{ act: 'ban' }, 'admin kept ann out of devs'],
    [{ act: 'unban' }, 'admin let ann in again in devs'],
    [{ act: 'kick' }, 'admin removed ann from devs'],
    [{ act: 'role', role: 'moderator' }, 'admin made ann a moderator in devs'],
    [{ act: 'pin' }, 'admin pinned a message of ann in devs'],
    [{ act: 'unpin' }, 'admin unpinned a message of ann in devs'],
    [{ act: 'resolve_report' }, 'admin resolved a report of what ann said in devs'],
    [
      { act: 'resolve_report', conversation: 'whisper:ann' },
      'admin resolved a report of what ann said in a whisper',
    ],
  ])('in a group is one: %j', (item, sentence) => {
    expect(said({ conversation: 'group:devs', ...item })).toBe(sentence);
  });

  test.each([
    ['describe', 'admin changed devs'],
    ['disband', 'admin disbanded devs'],
  ] as const)('to the group itself is one without a name: %s', (act, sentence) => {
    const item = { id: '1', ts: '2026-11-28T10:00:00.000Z', by: 'admin', act, conversation: 'group:devs' };
    expect(sentenceText(auditSentence(item, 'ben', now), (name) => name)).toBe(sentence);
  });

  test('is listed too when it is newer than this page', () => {
    expect(said({ act: 'report' as never })).toBe('admin: report ann');
  });
});

test.each([
  ['lobby', 'ben', 'ann', 'ben reported what ann said in the lobby'],
  ['group:devs', 'me', 'ann', 'You reported what ann said in devs'],
  ['whisper:me', 'ben', 'me', 'ben reported what you said in a whisper'],
])('a report of what was said in %s, by %s, says so', (conversation, by, from, sentence) => {
  const message = { type: 'message', id: '1', ts: '', conversation, from, content: 'Buy now' } as const;
  expect(sentenceText(reportSentence({ by, conversation, message }, 'me'), (name) => name)).toBe(sentence);
});

test('who was removed from a group is told by whom, and nobody else is told so', () => {
  const left = { type: 'left', id: '1', ts: '', conversation: 'group:devs', user: 'ann' } as const;
  const told = (event: Parameters<typeof endSentence>[0], user = 'ann') => {
    const sentence = endSentence(event, user);
    return sentence && sentenceText(sentence, (name) => name);
  };
  expect(told({ ...left, by: 'mod' })).toBe('mod removed you from devs.');
  expect(told({ ...left, by: 'mod', banned: true })).toBe('mod removed you from devs, and keeps you out.');
  expect(told({ ...left, by: 'mod' }, 'ben')).toBeUndefined();
  expect(told(left)).toBeUndefined();
  const disbanded = { type: 'disbanded', id: '1', ts: '', conversation: 'group:devs', by: 'mod' } as const;
  expect(told(disbanded)).toBe('mod disbanded devs.');
  expect(told(disbanded, 'mod')).toBeUndefined();
});

test('a group is offered to be joined again by who left it or was removed, not where it ended or they are kept out', () => {
  const left = { type: 'left', id: '1', ts: '', conversation: 'group:devs', user: 'ann' } as const;
  expect(hasWayBack(left, 'ann')).toBe(true);
  expect(hasWayBack({ ...left, by: 'mod' }, 'ann')).toBe(true);
  expect(hasWayBack({ ...left, by: 'mod', banned: true }, 'ann')).toBe(false);
  expect(hasWayBack({ ...left, by: 'mod', banned: true }, 'ben')).toBe(true);
  expect(hasWayBack({ ...left, type: 'disbanded', by: 'ann' }, 'ann')).toBe(false);
});

test('an end is never told too early, and has its day where that isn’t today', () => {
  const now = new Date(2026, 10, 28, 10, 0, 0).getTime();
  expect(untilText(now + 60_001, now)).toMatch(/^until 10:02/);
  expect(untilText(now + 60_000, now)).toMatch(/^until 10:01/);
  expect(untilText(now + 24 * 3_600_000, now)).toMatch(/^until .*29.*2026.*10:00/);
});
