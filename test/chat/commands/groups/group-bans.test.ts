import { describe, expect, test } from '@jest/globals';
import { createStaffTalk, group_name } from './staff-talk.ts';

const MINUTE_MS = 60_000;
const join = { type: 'join', group_name };

describe('who is banned from a group', () => {
  test('can’t join it, and is told for how long if that ends', async () => {
    const { ann, ben, kick, send, framesTo, ports } = await createStaffTalk();
    await kick(ann, 'ben', { ban: true, seconds: 60 });
    framesTo(ben);
    ports.clock.advance(20_000);
    await send(ben, join);
    expect(framesTo(ben)).toEqual([
      {
        type: 'error',
        code: 'banned',
        error: 'Banned from devs',
        retryable: false,
        retry_after_ms: 40_000,
      },
    ]);
    await kick(ann, 'ben', { ban: true });
    await send(ben, join);
    expect(framesTo(ben)).toEqual([
      { type: 'error', code: 'banned', error: 'Banned from devs', retryable: false },
    ]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('joins when the ban has run out, whether its row is gone or not', async () => {
    const { ann, ben, kick, send, framesTo, ports } = await createStaffTalk();
    await kick(ann, 'ben', { ban: true, seconds: 60 });
    framesTo(ben);
    ports.clock.advance(MINUTE_MS);
    await send(ben, join);
    expect(framesTo(ben)).toMatchObject([{ type: 'joined', user: 'ben' }]);
  });

  test('need not be a member, and is not told then', async () => {
    const { ann, cat, kick, send, framesTo } = await createStaffTalk();
    await kick(ann, 'cat', { ban: true, ref: 'r1' });
    expect(framesTo(ann)).toEqual([{ type: 'ack', ref: 'r1' }]);
    expect(framesTo(cat)).toEqual([]);
    await send(cat, join);
    expect(framesTo(cat)).toMatchObject([{ code: 'banned' }]);
  });

  test('is banned once by its ref, and not anew when it comes again behind the end of the ban', async () => {
    const { ann, kick, send, framesTo, ports } = await createStaffTalk();
    await kick(ann, 'cat', { ban: true, ref: 'r1' });
    await send(ann, { type: 'unban', group_name, target: 'cat', ref: 'r2' });
    for (const wait of [0, 10 * MINUTE_MS]) {
      ports.clock.advance(wait);
      await kick(ann, 'cat', { ban: true, ref: 'r1' });
    }
    expect(framesTo(ann).map(({ type }) => type)).toEqual(Array(4).fill('ack'));
    expect(await ports.groupBans.find(group_name, 'cat', { consistent: true })).toMatchObject({ until: 0 });
  });

  test('is not invited there: who would be is told, but not for how long, and may invite them when that has ended', async () => {
    const { ann, ben, cat, kick, send, framesTo, ports } = await createStaffTalk();
    const invite = { type: 'invite', group_name, target: 'cat' };
    await kick(ann, 'cat', { ban: true, seconds: 60 });
    await send(ben, invite);
    expect(framesTo(ben)).toEqual([
      { type: 'error', code: 'banned', error: 'Banned from devs: cat', retryable: false },
    ]);
    expect(framesTo(cat)).toEqual([]);
    expect(await ports.invitations.list('cat')).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
    ports.clock.advance(MINUTE_MS);
    await send(ben, invite);
    expect(framesTo(cat)).toMatchObject([{ type: 'invited', group: 'devs' }]);
  });

  test('has no invitation left, by which they would be let in when the ban has ended', async () => {
    const { ann, cat, send, framesTo, ports } = await createStaffTalk();
    const ours = { group_name: 'ours', target: 'cat' };
    await send(ann, { type: 'create', group_name: 'ours', kind: 'private' });
    await send(ann, { type: 'invite', ...ours });
    await send(ann, { type: 'kick', ...ours, ban: true });
    expect(await ports.invitations.list('cat')).toEqual([]);
    await send(ann, { type: 'unban', ...ours });
    framesTo(cat);
    await send(cat, { type: 'join', group_name: 'ours' });
    expect(framesTo(cat)).toMatchObject([{ code: 'group_not_found' }]);
    await send(ann, { type: 'invite', ...ours });
    await send(cat, { type: 'join', group_name: 'ours' });
    expect(framesTo(cat)).toMatchObject([{ type: 'invited' }, { type: 'joined' }]);
  });

  test('learns nothing of a private group', async () => {
    const { ann, ben, kick, send, framesTo } = await createStaffTalk();
    await send(ann, { type: 'create', group_name: 'ours', kind: 'private' });
    await send(ann, { type: 'kick', group_name: 'ours', target: 'ben', ban: true });
    await kick(ann, 'ben');
    framesTo(ben);
    await send(ben, { type: 'join', group_name: 'ours' });
    expect(framesTo(ben)).toMatchObject([{ code: 'group_not_found', error: 'Group not found: ours' }]);
  });

  test('may make another group, whose name was that of a disbanded one', async () => {
    const { ann, cat, kick, send, framesTo, groups } = await createStaffTalk();
    await kick(ann, 'cat', { ban: true });
    const group = await groups.find(group_name);
    if (group) await groups.change({ ...group, groupId: '01NEW', rev: `${group.rev}Z` }, group.rev);
    await send(cat, join);
    expect(framesTo(cat)).toMatchObject([{ type: 'joined' }]);
  });

  test('is let in by the very next join behind the end of the ban, though reads lag', async () => {
    const { ann, ben, kick, send, framesTo, ports } = await createStaffTalk();
    await kick(ann, 'ben', { ban: true });
    const { find } = ports.groupBans;
    const before = await find(group_name, 'ben', { consistent: true });
    ports.groupBans.find = async (group, user, options) =>
      options.consistent ? find(group, user, options) : before;
    await send(ann, { type: 'unban', group_name, target: 'ben' });
    framesTo(ben);
    await send(ben, join);
    expect(framesTo(ben)).toMatchObject([{ type: 'joined' }]);
  });
});

describe('who joins while they are banned', () => {
  test.each(['before addMember', 'behind addMember'] as const)('is in it no more (%s)', async (when) => {
    const { ann, mod, cat, kick, send, meanwhile, framesTo, isMember, audience, ben, phone, ports } =
      await createStaffTalk();
    meanwhile(when, () => kick(ann, 'cat', { ban: true }));
    await send(cat, join);
    expect(await isMember('cat')).toBe(false);
    expect(await audience()).toEqual([ann, mod, ben, phone].sort());
    const lefts = framesTo(mod).filter(({ type }) => type === 'left');
    expect(lefts).toMatchObject([{ user: 'cat', by: 'ann', banned: true }]);
    expect(framesTo(cat)).toContainEqual(expect.objectContaining({ type: 'left', by: 'ann', banned: true }));
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('stays where they are made an owner before the ban is seen: nobody bans an owner', async () => {
    const { ann, cat, send, kick, framesTo, groups } = await createStaffTalk();
    await kick(ann, 'cat', { ban: true });
    const group = await groups.find(group_name);
    if (group) await groups.change({ ...group, owners: ['ann', 'cat'], rev: `${group.rev}Z` }, group.rev);
    await send(cat, join);
    expect(framesTo(cat)).toMatchObject([{ type: 'joined' }]);
  });
});

describe('bans of a group', () => {
  test('are listed for its staff, by name, and end by the command of any of them', async () => {
    const { ann, mod, kick, send, framesTo, ports } = await createStaffTalk();
    const since = new Date(ports.clock.now()).toISOString();
    await kick(ann, 'cat', { ban: true, seconds: 60, reason: ' Spam ' });
    await kick(mod, 'ben', { ban: true });
    framesTo(mod);
    await send(mod, { type: 'bans', group_name });
    const until = new Date(ports.clock.now() + 60_000).toISOString();
    expect(framesTo(mod)).toMatchObject([
      {
        items: [
          { user: 'ben', by: 'mod', since },
          { user: 'cat', by: 'ann', since, until, reason: 'Spam' },
        ],
        next: null,
      },
    ]);
    await send(mod, { type: 'unban', group_name, target: 'cat', ref: 'r1' });
    await send(mod, { type: 'bans', group_name });
    expect(framesTo(mod)).toMatchObject([{ type: 'ack' }, { items: [{ user: 'ben' }] }]);
  });

  test('fit a frame, however long their reasons are', async () => {
    const { ann, kick, connect, send, framesTo, ports } = await createStaffTalk();
    const reason = '\\'.repeat(500);
    const users = Array.from({ length: 60 }, (_, place) => `user${100 + place}`);
    for (const user of users) {
      await connect(user);
      ports.clock.advance(10_000);
      await kick(ann, user, { ban: true, reason });
    }
    framesTo(ann);
    const found: unknown[] = [];
    for (let after: unknown = null; ; ) {
      await send(ann, { type: 'bans', group_name, after });
      const [page] = framesTo(ann) as [{ items: { user: string }[]; next: string | null }];
      found.push(...page.items.map(({ user }) => user));
      expect(JSON.stringify(page).length).toBeLessThan(32_000);
      after = page.next;
      if (after === null) break;
    }
    expect(found).toEqual(users);
  });

  test.each([
    [{ type: 'bans', group_name }, 'for owners and moderators'],
    [{ type: 'unban', group_name, target: 'cat' }, 'for owners and moderators'],
    [{ type: 'bans' }, 'for admins'],
    [{ type: 'unban', target: 'cat' }, 'for admins'],
  ] as const)('are no business of a member: %j is %s', async (command, who) => {
    const { ben, send, framesTo } = await createStaffTalk();
    await send(ben, command);
    expect(framesTo(ben)).toMatchObject([
      { code: 'not_allowed', error: `Not allowed: ${command.type} (${who})` },
    ]);
  });

  test('end once: who isn’t banned any more can’t be unbanned', async () => {
    const { ann, kick, send, framesTo, ports } = await createStaffTalk();
    await kick(ann, 'cat', { ban: true, seconds: 60 });
    ports.clock.advance(MINUTE_MS);
    framesTo(ann);
    for (const target of ['cat', 'ben']) await send(ann, { type: 'unban', group_name, target });
    expect(framesTo(ann)).toMatchObject([{ error: 'Not banned: cat' }, { error: 'Not banned: ben' }]);
  });

  test.each([
    [{ seconds: 60 }, 'only where ban is true'],
    [{ ban: false, seconds: 60 }, 'only where ban is true'],
    [{ ban: true, seconds: 0 }, 'a whole number from 1 to 31536000'],
    [{ ban: true, seconds: 31_536_001 }, 'a whole number from 1 to 31536000'],
    [{ ban: true, seconds: 1.5 }, 'a whole number from 1 to 31536000'],
  ])('last for a whole number of seconds, up to a year: %j', async (more, rule) => {
    const { ann, kick, framesTo, isMember } = await createStaffTalk();
    await kick(ann, 'ben', more);
    expect(framesTo(ann)).toMatchObject([
      { code: 'invalid_field', error: `Invalid field: seconds (${rule})` },
    ]);
    expect(await isMember('ben')).toBe(true);
  });

  test.each(['', 'Two\nlines', 'x'.repeat(501), 4])('are given a reason of one line: %j', async (reason) => {
    const { ann, kick, framesTo, isMember } = await createStaffTalk();
    await kick(ann, 'ben', { ban: true, reason });
    expect(framesTo(ann)).toMatchObject([
      { code: 'invalid_field', error: expect.stringMatching(/^Invalid field: reason \(one line of/) },
    ]);
    expect(await isMember('ben')).toBe(true);
  });
});
