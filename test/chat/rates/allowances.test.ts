import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const limits = createMemoryPorts().limits;

describe('what a user may do so often a day', () => {
  test('making groups: joining those that are there is no making', async () => {
    const chat = createChatUnderTest({ limits: { ...limits, groupsMadePerDay: 3 } });
    const [one, two] = [await chat.connect('user1'), await chat.connect('user2')];
    for (const group_name of ['a', 'b', 'c', 'd']) await chat.send(one, { type: 'join', group_name });
    expect(chat.heardBy(one).at(-1)).toBe('error: Slow down');
    expect(await chat.ports.groups.find('d')).toBeUndefined();
    await chat.send(two, { type: 'join', group_name: 'd' });
    await chat.send(one, { type: 'join', group_name: 'd' });
    expect(chat.heardBy(one).at(-1)).toBe('(Group d): user1 joined');
    chat.ports.clock.advance(8 * 60 * 60 * 1_000);
    const later = await chat.connect('user1');
    await chat.send(later, { type: 'join', group_name: 'e' });
    expect(chat.heardBy(later).at(-1)).toBe('(Group e): user1 joined');
  });

  test.each(['notify', 'silent'] as const)(
    'changing how one stands to others, whatever the change (policy %s): refused, nothing is stored',
    async (blockPolicy) => {
      const chat = createChatUnderTest({ blockPolicy, limits: { ...limits, relationChangesPerDay: 6 } });
      const [one, two] = [await chat.connect('user1'), await chat.connect('user2')];
      await chat.send(two, { type: 'add', target: 'user1' });
      for (const type of ['decline', 'add', 'unfriend', 'add', 'unfriend', 'add', 'unfriend', 'add']) {
        await chat.send(one, { type, target: 'user2' });
      }
      expect(chat.heardBy(one).slice(-2)).toEqual(['error: Slow down', 'error: Slow down']);
      expect(await chat.ports.friendships.find('user1', 'user2')).toMatchObject({ state: 'requested' });
    },
  );

  test.each(['notify', 'silent'] as const)(
    'blocking, which one still may who has used up all other changes, and as often (policy %s)',
    async (blockPolicy) => {
      const chat = createChatUnderTest({ blockPolicy, limits: { ...limits, relationChangesPerDay: 2 } });
      const [one] = [await chat.connect('user1'), await chat.connect('user2')];
      for (const user of ['user3', 'user4']) await chat.connect(user);
      for (const type of ['add', 'unfriend', 'add']) await chat.send(one, { type, target: 'user2' });
      expect(chat.heardBy(one).at(-1)).toBe('error: Slow down');
      for (const target of ['user2', 'user3', 'user4']) await chat.send(one, { type: 'block', target });
      expect(chat.heardBy(one)).toEqual([
        '(Block): user2 blocked',
        '(Block): user3 blocked',
        'error: Slow down',
      ]);
      expect(await chat.ports.blocks.between('user1', 'user4')).toMatchObject({ blocked: false });
    },
  );

  test('changing it again soon: an environment remembers that the allowance is taken, which saves a write', async () => {
    const chat = createChatUnderTest();
    const [one] = [await chat.connect('user1'), await chat.connect('user2')];
    const { take } = chat.ports.rateBuckets;
    const known: (boolean | undefined)[] = [];
    chat.ports.rateBuckets.take = (bucket, share) => {
      if (bucket.startsWith('relationChanges:')) known.push(share.isTaken);
      return take(bucket, share);
    };
    for (const pause of [0, 60_000, 30 * 60_000]) {
      chat.ports.clock.advance(pause);
      await chat.send(one, { type: 'add', target: 'user2' });
    }
    expect(known).toEqual([false, true, false]);
  });

  test('signing in: by frames it counts as by handshakes', async () => {
    const chat = createChatUnderTest({ limits: { ...limits, signInsPerHour: 2 } });
    await chat.connect('user1');
    const authenticate = { type: 'authenticate', token: `Bearer ${chat.tokenOf('user1')}` };
    await chat.connectUnauthenticated('c1');
    await chat.send('c1', authenticate);
    expect(chat.heardBy('c1')).toEqual(['(Authenticated): user1']);
    await chat.connectUnauthenticated('c2');
    await chat.send('c2', authenticate);
    expect(chat.heardBy('c2')).toEqual(['error: Slow down']);
    await expect(chat.connect('user1')).rejects.toMatchObject({ code: 'rate_limited' });
    await expect(chat.connect('user2')).resolves.toBeDefined();
  });
});

test('of twelve joins at once at one group below the limit one comes through', async () => {
  const chat = createChatUnderTest({ limits: { ...limits, groupsPerUser: 5 } });
  const [one, two] = [await chat.connect('user1'), await chat.connect('user2')];
  const names = Array.from({ length: 12 }, (_, place) => `new${place}`);
  for (const group_name of names) await chat.send(two, { type: 'join', group_name });
  for (const group_name of ['a', 'b', 'c', 'd']) await chat.send(one, { type: 'join', group_name });
  chat.ports.clock.advance(10_000);
  await Promise.all(names.map((group_name) => chat.send(one, { type: 'join', group_name })));
  expect(await chat.ports.groups.memberships('user1')).toHaveLength(5);
  const refused = chat.heardBy(one).filter((text) => text === 'error: Too many groups: at most 5');
  expect(refused).toHaveLength(11);
});
