import { expect, test } from '@jest/globals';
import { DAY_MS } from '../../../contract/stores.ts';
import { createChatUnderTest, HOUR_MS } from '../../chat-under-test.ts';
import { sweepErasure } from '../../sweep-erasure.ts';

type Frame = Record<string, unknown>;

/** A chat in which somebody has had to do with others in every way, and in which their name is another's by now. */
async function createInherited() {
  const chat = createChatUnderTest();
  const { ports } = chat;
  const open = async (user: string) => {
    const signedIn = {
      user,
      tokenExpiresAt: ports.clock.now() + HOUR_MS,
      ...(user === 'admin' && ({ isAdmin: true } as const)),
    };
    return chat.connect(user, { protocol: 'v2', signedIn });
  };
  const connections = new Map<string, string>();
  for (const user of ['user1', 'user2', 'user3', 'admin']) connections.set(user, await open(user));
  let refs = 0;
  async function ask(user: string, frame: Frame): Promise<Frame> {
    const connection = connections.get(user) ?? '';
    const ref = `r${++refs}`;
    await chat.send(connection, { ref, ...frame });
    ports.clock.advance(2_000);
    return chat.framesTo(connection).find((found) => found.ref === ref) ?? {};
  }
  await ask('user1', { type: 'profile', display_name: 'Ann Lee' });
  await ask('user1', { type: 'presence', show: 'invisible' });
  for (const [group_name, kind] of [
    ['devs', 'open'],
    ['ops', 'private'],
  ]) {
    await ask('user1', { type: 'create', group_name, kind, history: 'full' });
    await ask('user1', { type: 'invite', group_name, target: 'user2' });
    await ask('user2', { type: 'join', group_name });
    await ask('user1', { type: 'role', group_name, target: 'user2', role: 'owner' });
  }
  await ask('user2', { type: 'create', group_name: 'more', kind: 'private' });
  await ask('user2', { type: 'invite', group_name: 'more', target: 'user1' });
  await ask('user2', { type: 'create', group_name: 'shut' });
  await ask('user2', { type: 'kick', group_name: 'shut', target: 'user1', ban: true });
  await ask('user2', { type: 'add', target: 'user1' });
  await ask('user1', { type: 'accept', target: 'user2' });
  await ask('user1', { type: 'add', target: 'admin' });
  await ask('user3', { type: 'add', target: 'user1' });
  const { id } = await ask('user2', { type: 'whisper', target: 'user1', content: 'secret' });
  await ask('user1', { type: 'read', conversation: 'whisper:user2', upto: id });
  await ask('user1', { type: 'notify', conversation: 'group:ops', level: 'none' });
  await ask('user1', { type: 'notify', conversation: 'whisper:user2', level: 'none' });
  await ask('user1', { type: 'block', target: 'user3' });
  await ask('admin', { type: 'block', target: 'user1' });
  await ask('admin', { type: 'mute', target: 'user1', seconds: 31_000_000 });
  expect(await ask('user1', { type: 'erase', name: 'user1' })).toMatchObject({ type: 'ack' });
  await sweepErasure(ports, 'user1', 4);
  ports.clock.advance(61 * DAY_MS);
  for (const user of ['user1', 'user2', 'user3', 'admin']) connections.set(user, await open(user));
  return { ports, ask };
}

test('whoever comes to have the name of somebody erased has nothing of theirs', async () => {
  const { ports, ask } = await createInherited();
  expect(await ask('user1', { type: 'export' })).toMatchObject({
    items: [
      { kind: 'account', user: 'user1' },
      { kind: 'profile', profile: { user: 'user1', rev: '' } },
      { kind: 'presence', presence: { show: 'online' } },
    ],
    next: null,
  });
  for (const list of ['friends', 'requests', 'blocks', 'groups', 'invitations'])
    expect(await ask('user1', { type: list })).toMatchObject({ of: list, items: [] });
  expect(await ask('user1', { type: 'conversations' })).toMatchObject({
    items: [{ conversation: 'lobby', unread: 0 }],
  });
  expect(await ask('user1', { type: 'history', conversation: 'whisper:user2' })).toMatchObject({
    events: [],
  });
  for (const group_name of ['ops', 'more'])
    expect(await ask('user1', { type: 'join', group_name })).toMatchObject({ code: 'group_not_found' });
  expect(await ask('user1', { type: 'join', group_name: 'devs' })).toMatchObject({ type: 'ack' });
  expect(await ask('user1', { type: 'describe', group_name: 'devs', title: 'Mine' })).toMatchObject({
    code: 'not_allowed',
  });
  expect(await ports.waiting.any('user1')).toBe(false);
  expect(await ask('user2', { type: 'friends' })).toMatchObject({ items: [] });
  expect(await ask('user3', { type: 'whisper', target: 'user1', content: 'Hi' })).toMatchObject({
    type: 'ack',
  });
});

test('what others have said of a name holds for whoever has it next: blocks, mutes and bans from groups', async () => {
  const { ask } = await createInherited();
  expect(await ask('user1', { type: 'whisper', target: 'admin', content: 'Hi' })).toMatchObject({
    code: 'blocked',
  });
  expect(await ask('user1', { type: 'lobby', content: 'Hi' })).toMatchObject({ code: 'muted' });
  expect(await ask('user1', { type: 'join', group_name: 'shut' })).toMatchObject({ code: 'banned' });
});
