import { beforeEach, describe, expect, test } from '@jest/globals';
import { createTalk } from './talk.ts';

const group_name = 'crew';
const conversation = 'group:crew';
const say = { type: 'group', group_name };

describe.each(['open', 'private'] as const)('in a group that is %s', (kind) => {
  let talk: Awaited<ReturnType<typeof createTalk>>;
  let [owner, moderator, member] = ['', '', ''];

  beforeEach(async () => {
    talk = await createTalk();
    const { connect, ask, ports } = talk;
    [owner, moderator, member] = (await Promise.all(
      ['owner', 'moderator', 'member'].map((user) => connect(user, { protocol: 'v2' })),
    )) as [string, string, string];
    await ask(owner, { type: 'create', group_name, kind });
    const { groupId = '' } = (await ports.groups.find(group_name)) ?? {};
    for (const [user, one] of [
      ['moderator', moderator],
      ['member', member],
    ] as const) {
      const version = groupId;
      await ports.groups.addMember({ user, group: group_name, groupId, version });
      const signedIn = { user, tokenExpiresAt: ports.clock.now() + 60_000_000 };
      const row = {
        channel: `group:${groupId}`,
        connectionId: one,
        connectedAt: 0,
        protocol: 'v2',
        version,
      } as const;
      await ports.subscriptions.put([{ ...row, ...signedIn }]);
    }
    await ask(owner, { type: 'role', group_name, target: 'moderator', role: 'moderator' });
    talk.hush();
  });

  const mute = (from: string, target: string) =>
    talk.ask(from, { type: 'mute', target, seconds: 60, group_name });
  const denied = { type: 'error', code: 'not_allowed' };
  const done = { type: 'ack' };

  test('owners and moderators mute whose role is less than theirs, and nobody else', async () => {
    expect(await mute(owner, 'moderator')).toMatchObject(done);
    expect(await mute(owner, 'member')).toMatchObject(done);
    expect(await mute(moderator, 'member')).toMatchObject(done);
    expect(await mute(moderator, 'owner')).toMatchObject(denied);
    expect(await mute(member, 'owner')).toMatchObject(denied);
    expect(await talk.ask(member, { ...say, content: 'Hi' })).toMatchObject({ code: 'muted' });
  });

  test('nothing of that reaches beyond: neither the lobby nor another group', async () => {
    const { ask } = talk;
    for (const more of [{}, { group_name: 'devs' }]) {
      const frame = { type: 'mute', target: 'member', seconds: 60, ...more };
      expect(await ask(owner, frame)).toMatchObject({ type: 'error' });
      expect(await ask(owner, { type: 'audit', ...more })).toMatchObject({ type: 'error' });
    }
    await mute(owner, 'member');
    expect(await ask(member, { type: 'lobby', content: 'Hi' })).toMatchObject(done);
  });

  test('they delete what others said there, and read what was done', async () => {
    const { ask } = talk;
    const { id } = await ask(member, { ...say, content: 'Buy now' });
    const remove = (from: string) => ask(from, { type: 'delete', conversation, id });
    expect(await remove(talk.ann)).toMatchObject({ type: 'error' });
    expect(await remove(moderator)).toMatchObject(done);
    const { items } = await ask(owner, { type: 'audit', group_name });
    expect(items).toMatchObject([
      { act: 'delete', by: 'moderator', target: 'member', conversation, of: id },
      { act: 'role', by: 'owner', target: 'moderator', role: 'moderator', conversation },
    ]);
    expect(await ask(member, { type: 'audit', group_name })).toMatchObject(denied);
  });

  test('they delete also what was said before they came, which members who came then can’t even see', async () => {
    const { ask, connect } = talk;
    const { id } = await ask(member, { ...say, content: 'Buy now' });
    const late = await connect('late', { protocol: 'v2' });
    await ask(owner, { type: 'invite', group_name, target: 'late' });
    await ask(late, { type: 'join', group_name });
    const remove = () => ask(late, { type: 'delete', conversation, id });
    expect(await remove()).toMatchObject({ code: 'message_not_found' });
    await ask(owner, { type: 'role', group_name, target: 'late', role: 'moderator' });
    expect(await remove()).toMatchObject(done);
    expect(await ask(late, { type: 'history', conversation })).not.toMatchObject({
      events: expect.arrayContaining([expect.objectContaining({ id })]),
    });
  });

  test('who was an owner and has left keeps no order any more, though the name may still stand there', async () => {
    const { ask, ports } = talk;
    const [membership] = await ports.groups.memberships('owner');
    if (membership) await ports.groups.removeMember(membership);
    expect(await mute(owner, 'member')).toMatchObject({
      code: kind === 'open' ? 'not_a_member' : 'group_not_found',
    });
    expect(await ask(moderator, { type: 'audit', group_name })).toMatchObject({ type: 'list' });
  });

  test(`admins ${kind === 'open' ? 'keep order as well' : 'learn not even that there is one'}`, async () => {
    const expected = kind === 'open' ? done : { code: 'group_not_found' };
    expect(await mute(talk.admin, 'owner')).toMatchObject(expected);
    expect(await mute(talk.ann, 'owner')).toMatchObject({
      code: kind === 'open' ? 'not_a_member' : 'group_not_found',
    });
    const { items = [] } = await talk.ask(owner, { type: 'audit', group_name });
    const acts = (items as { act: string }[]).map(({ act }) => act);
    expect(acts).toEqual(kind === 'open' ? ['mute', 'role'] : ['role']);
  });
});
