import { expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import { DEFAULT_LIMITS } from '../../../memory/default-limits.ts';
import { makeEventId } from '../../../protocol/events/event-id.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { sweepErasure } from '../sweep-erasure.ts';

type Frame = Record<string, unknown>;

async function createTalk(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  let drawn = 0;
  // Several events of one sweep are made in one instant.
  const random = () => (drawn++ % 1_000) / 1_000;
  const chat = createChatUnderTest({ random, ...overrides });
  const { ports } = chat;
  const connections = new Map<string, string>();
  for (const user of ['user1', 'user2', 'user3'])
    connections.set(user, await chat.connect(user, { protocol: 'v2' }));
  let refs = 0;
  async function ask(user: string, frame: Frame): Promise<Frame> {
    const connection = connections.get(user) ?? '';
    const ref = `r${++refs}`;
    await chat.send(connection, { ref, ...frame });
    ports.clock.advance(1_000);
    return chat.framesTo(connection).find((found) => found.ref === ref) ?? {};
  }
  const sweep = (times = 1) => sweepErasure(ports, 'user1', times);
  return { chat, ports, ask, sweep, erase: () => ask('user1', { type: 'erase', name: 'user1' }) };
}

test('what others were doing to who was erased when their name was shut is erased as well, though a sweep had to shut it', async () => {
  const { ports, ask, sweep, erase } = await createTalk();
  // From here on the environment knows the name.
  await ask('user2', { type: 'whisper', target: 'user1', content: 'Hello' });
  const { shut } = ports.subscriptions;
  ports.subscriptions.shut = async () => {
    throw new Error('The function died');
  };
  await erase();
  ports.subscriptions.shut = shut;
  // Nobody is there any more, so that nothing is to be closed.
  await removeConnection(ports, 'user1/0', 'user1');
  const { request } = ports.friendships;
  let late: (() => Promise<unknown>) | undefined;
  ports.friendships.request = async (...given) => {
    late = () => request(...given);
    return { isNew: true } as never;
  };
  await ask('user2', { type: 'add', target: 'user1' });
  await sweep();
  // It may take that long.
  ports.clock.advance(20_000);
  await late?.();
  expect((await ports.friendships.others('user1', { limit: 10 })).items).toEqual(['user2']);
  await sweep(4);
  expect((await ports.friendships.others('user1', { limit: 10 })).items).toEqual([]);
});

test('who owned a group when they had left it, or was given a role while they were erased, has none in it any more', async () => {
  const { ports, ask, sweep, erase } = await createTalk();
  await ask('user2', { type: 'create', group_name: 'ops', kind: 'private' });
  await ask('user2', { type: 'create', group_name: 'devs' });
  await ask('user2', { type: 'invite', group_name: 'ops', target: 'user1' });
  for (const group_name of ['ops', 'devs']) await ask('user1', { type: 'join', group_name });
  const makeOwner = async (name: string) => {
    const group = await ports.groups.find(name);
    if (group)
      await ports.groups.change({ ...group, owners: ['user1', 'user2'], rev: `${group.rev}x` }, group.rev);
  };
  await ask('user1', { type: 'leave', group_name: 'ops' });
  // By a `role` whose function died before it could look whether they are a member still.
  await makeOwner('ops');
  await erase();
  const { endMembership } = ports.groups;
  ports.groups.endMembership = async (...given) => {
    ports.groups.endMembership = endMembership;
    await makeOwner('devs');
    return endMembership(...given);
  };
  await sweep(4);
  for (const name of ['ops', 'devs'])
    expect(await ports.groups.find(name)).toMatchObject({ owners: ['user2'], moderators: [] });
});

test('a group that only who was erased owned, having left it, has another owner, or ends', async () => {
  const { ports, ask, sweep, erase } = await createTalk();
  for (const group_name of ['ops', 'devs']) await ask('user1', { type: 'create', group_name });
  await ask('user2', { type: 'join', group_name: 'devs' });
  for (const name of ['ops', 'devs']) {
    const membership = await ports.groups.membership('user1', name, { consistent: true });
    if (membership) await ports.groups.removeMember(membership);
    const group = await ports.groups.find(name);
    await ports.conversations.remember('user1', { groupId: group?.groupId ?? '', name });
  }
  await erase();
  await sweep(6);
  expect(await ports.groups.find('devs')).toMatchObject({ owners: ['user2'] });
  expect(await ports.groups.find('ops')).toMatchObject({ isFree: true });
});

test('a group that somebody made as one too many is nobody’s who has the name next', async () => {
  const { chat, ports, ask, sweep, erase } = await createTalk({
    limits: { ...DEFAULT_LIMITS, groupsPerUser: 2 },
  });
  await ask('user1', { type: 'create', group_name: 'first' });
  const made = ['devs', 'ops'].map((group_name) => chat.send('user1/0', { type: 'create', group_name }));
  await Promise.all(made);
  expect(await ports.groups.memberships('user1')).toHaveLength(2);
  await erase();
  await sweep(6);
  for (const name of ['devs', 'ops']) expect(await ports.groups.find(name)).toMatchObject({ isFree: true });
});

test('a group whose maker’s function died before they had entered it is nobody’s who has the name next', async () => {
  const { ports, ask, sweep, erase } = await createTalk();
  const { addMember } = ports.groups;
  ports.groups.addMember = async () => {
    throw new Error('The function died');
  };
  await ask('user1', { type: 'create', group_name: 'devs', kind: 'private' });
  ports.groups.addMember = addMember;
  await sweep(2);
  await erase();
  await sweep(6);
  expect(await ports.groups.find('devs')).toMatchObject({ isFree: true });
  expect(ports.undelivered.all()).toEqual([]);
});

test('a display name that was being written then is in no row by which it would be found', async () => {
  const { ports, ask, erase } = await createTalk();
  const { put } = ports.directory;
  ports.directory.put = async (row) => {
    await put(row);
    await erase();
  };
  await ask('user1', { type: 'profile', display_name: 'Ann Lee' });
  expect(await ports.directory.search('ann', { limit: 10 })).toMatchObject({ items: [] });
});

test('an erasure goes on however many reactions wait for their turn to be told', async () => {
  const { ports, sweep, erase } = await createTalk();
  const { take } = ports.undelivered;
  ports.undelivered.take = async (name, hold) => {
    if (name.endsWith('~r')) await ports.clock.sleep(3_000);
    return take(name, hold);
  };
  await erase();
  for (let place = 0; place < 30; place++) {
    const message = makeEventId({ receivedAt: ports.clock.now(), arrival: place, random: () => 0 });
    const mark = { id: `${message}~r`, conversation: 'lobby', message, heldUntil: ports.clock.now() };
    await ports.undelivered.put(mark);
  }
  await sweep();
  expect(ports.undelivered.all().filter((one) => 'erases' in one && one.step === 'connections')).toEqual([]);
});

test.each([
  ['behind the change of a group', 'groups', 'change', true],
  ['before that is noted', 'undelivered', 'note', false],
] as const)(
  'an erasure that dies %s has it told all the same, and ends what nobody is left in',
  async (...given) => {
    const [, port, method, isBehind] = given;
    const { chat, ports, ask, sweep, erase } = await createTalk();
    for (const group_name of ['alone', 'devs']) await ask('user1', { type: 'create', group_name });
    await ask('user2', { type: 'join', group_name: 'devs' });
    await erase();
    chat.framesTo('user2/1');
    const store = ports[port] as unknown as Record<string, (...all: unknown[]) => Promise<unknown>>;
    const original = store[method]?.bind(store);
    const seen = new Set<unknown>();
    store[method] = async (...all) => {
      const { name, group } = all[0] as { name?: string; group?: string };
      if (seen.has(name ?? group)) return original?.(...all);
      seen.add(name ?? group);
      if (isBehind) await original?.(...all);
      throw new Error('The function died');
    };
    await sweep(10);
    expect(seen).toEqual(new Set(['alone', 'devs']));
    expect(await ports.groups.find('alone')).toMatchObject({ isFree: true });
    expect(chat.framesTo('user2/1')).toContainEqual(
      expect.objectContaining({ type: 'role_changed', user: 'user2', role: 'owner' }),
    );
  },
);

test('what was said in a group is found by an erasure that died as it left the group, before anybody else finished that', async () => {
  const { ports, ask, sweep, erase } = await createTalk();
  await ask('user2', { type: 'create', group_name: 'devs' });
  await ask('user1', { type: 'join', group_name: 'devs' });
  await ask('user1', { type: 'group', group_name: 'devs', content: 'secret' });
  const group = await ports.groups.find('devs');
  await erase();
  const { groups, undelivered } = ports;
  const { endMembership } = groups;
  groups.endMembership = async (...given) => {
    groups.endMembership = endMembership;
    await endMembership(...given);
    throw new Error('The function died');
  };
  // Another sweep has taken it, and died as well, or goes on with it only later.
  const { take } = undelivered;
  undelivered.take = async (name, hold) => (name.endsWith('~e') ? take(name, hold) : false);
  await sweep(5);
  undelivered.take = take;
  const said = ports.log.entriesOf(`group:${group?.groupId}`).map(({ event }) => event);
  expect(said).toContainEqual(expect.objectContaining({ from: 'user1', content: '', isDeleted: true }));
});

test('a reaction that was never counted, as its function died, is erased as well', async () => {
  const { ports, ask, sweep, erase } = await createTalk();
  const { id } = await ask('user2', { type: 'lobby', content: 'Shall we?' });
  const { all } = ports.reactions;
  ports.reactions.all = async () => {
    throw new Error('The function died');
  };
  await ask('user1', { type: 'react', conversation: 'lobby', id, emoji: '👍' });
  ports.reactions.all = all;
  expect(await all(String(id))).toHaveLength(1);
  await erase();
  await sweep(3);
  expect(await all(String(id))).toEqual([]);
});
