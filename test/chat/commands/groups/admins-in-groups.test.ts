import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../../memory/chat-ports.ts';
import { createTalk } from '../order/talk.ts';

const done = { type: 'ack' };
const crew = { group_name: 'crew' };

/** `ann` owns `crew`, `ben` is in it, and the admin beside it. */
async function createScene(kind: 'open' | 'private', ports = createMemoryPorts()) {
  const talk = await createTalk(ports);
  const { ask, ann, ben, admin, hush } = talk;
  await ask(ann, { type: 'create', ...crew, kind });
  await ask(ann, { type: 'invite', ...crew, target: 'ben' });
  await ask(ben.v2, { type: 'join', ...crew });
  hush();
  return {
    ...talk,
    kick: (target: string, more: object = {}) => ask(admin, { type: 'kick', ...crew, target, ...more }),
    namesOf: async (from: string, type: 'members' | 'bans') =>
      ((await ask(from, { type, ...crew })).items as { user: string }[]).map(({ user }) => user),
  };
}

describe('an admin keeps order in an open group without being in it:', () => {
  test('removes a member, who is told by whom', async () => {
    const { ann, ben, kick, namesOf, framesTo } = await createScene('open');
    expect(await kick('ben', { reason: 'Spam' })).toMatchObject(done);
    for (const one of [ann, ben.v2])
      expect(framesTo(one)).toMatchObject([{ type: 'left', user: 'ben', by: 'admin' }]);
    expect(await namesOf(ann, 'members')).toEqual(['ann']);
  });

  test('keeps somebody out, lists that, and lets them in again', async () => {
    const { admin, ann, ben, ask, kick, namesOf } = await createScene('open');
    await kick('ben', { ban: true });
    expect(await ask(ben.v2, { type: 'join', ...crew })).toMatchObject({ code: 'banned' });
    for (const one of [admin, ann]) expect(await namesOf(one, 'bans')).toEqual(['ben']);
    expect(await ask(admin, { type: 'unban', ...crew, target: 'ben' })).toMatchObject(done);
    expect(await ask(ben.v2, { type: 'join', ...crew })).toMatchObject(done);
  });

  test('which its owner reads', async () => {
    const { admin, ann, ask, kick } = await createScene('open');
    await kick('ben', { ban: true });
    await ask(admin, { type: 'unban', ...crew, target: 'ben' });
    expect((await ask(ann, { type: 'audit', ...crew })).items).toMatchObject([
      { act: 'unban', by: 'admin', target: 'ben' },
      { act: 'ban', by: 'admin', target: 'ben' },
    ]);
  });

  test('removes an owner where another is left, who loses the role, and is kept out', async () => {
    const { ann, ben, ask, kick, ports } = await createScene('open');
    await ask(ann, { type: 'role', ...crew, target: 'ben', role: 'owner' });
    expect(await kick('ann', { ban: true })).toMatchObject(done);
    expect(await ports.groups.find('crew')).toMatchObject({ owners: ['ben'] });
    expect(await ask(ann, { type: 'join', ...crew })).toMatchObject({ code: 'banned' });
    expect(await ask(ben.v2, { type: 'describe', ...crew, title: 'Ours' })).toMatchObject(done);
  });

  test('but not its last owner, who stays, and may come in', async () => {
    const { admin, ann, ask, kick, namesOf, ports } = await createScene('open');
    for (const ban of [false, true])
      expect(await kick('ann', { ban })).toMatchObject({ code: 'conflict', error: 'Last owner: crew' });
    expect(await namesOf(ann, 'members')).toEqual(['ann', 'ben']);
    expect(await namesOf(admin, 'bans')).toEqual([]);
    expect((await ask(ann, { type: 'audit', ...crew })).items).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('and does nothing of that to themselves', async () => {
    const { admin, ask, kick, namesOf } = await createScene('open');
    await ask(admin, { type: 'join', ...crew });
    expect(await kick('admin')).toMatchObject({ code: 'not_allowed' });
    expect(await namesOf(admin, 'members')).toContain('admin');
  });

  test('no more once their token doesn’t say that they are one', async () => {
    const { admin, ask, kick, tokenOf } = await createScene('open');
    await ask(admin, { type: 'authenticate', token: `Bearer ${tokenOf('admin')}` });
    expect(await kick('ben')).toMatchObject({ code: 'not_a_member' });
    expect(await ask(admin, { type: 'bans', ...crew })).toMatchObject({ code: 'not_a_member' });
  });
});

describe('in a group that nobody owns, an admin', () => {
  const devs = { group_name: 'devs' };

  test('keeps somebody out, who is kept out', async () => {
    const { admin, ann, ask, framesTo } = await createTalk();
    expect(await ask(admin, { type: 'kick', ...devs, target: 'ann', ban: true })).toMatchObject(done);
    expect(framesTo(ann)).toMatchObject([{ type: 'left', user: 'ann', by: 'admin', banned: true }]);
    expect(await ask(ann, { type: 'join', ...devs })).toMatchObject({ code: 'banned' });
    expect(await ask(admin, { type: 'audit', ...devs })).toMatchObject({ items: [{ act: 'ban' }] });
  });

  test('keeps out who joins beside that', async () => {
    const ports = createMemoryPorts();
    const { admin, connect, ask, send } = await createTalk(ports);
    const cat = await connect('cat', { protocol: 'v2' });
    const { addMember } = ports.groups;
    ports.groups.addMember = async (membership) => {
      ports.groups.addMember = addMember;
      await ask(admin, { type: 'kick', ...devs, target: 'cat', ban: true });
      return addMember(membership);
    };
    await send(cat, { type: 'join', ...devs });
    expect(await ports.groups.membership('cat', 'devs', { consistent: true })).toBeUndefined();
    expect(ports.undelivered.all()).toEqual([]);
  });
});

test('of a private group an admin is told what anybody is: that there is none', async () => {
  const { admin, ask, kick, ports } = await createScene('private');
  const refused = { code: 'group_not_found', error: 'Group not found: crew' };
  for (const more of [{}, { ban: true }]) expect(await kick('ben', more)).toMatchObject(refused);
  for (const frame of [
    { type: 'unban', target: 'ben' },
    { type: 'bans' },
    { type: 'audit' },
    { type: 'reports' },
  ])
    expect(await ask(admin, { ...crew, ...frame })).toMatchObject(refused);
  expect(await ports.groups.membership('ben', 'crew', { consistent: true })).toBeDefined();
});
