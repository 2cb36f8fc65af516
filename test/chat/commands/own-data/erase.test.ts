import { describe, expect, test } from '@jest/globals';
import { connectSignedIn } from '../../../../chat/sessions/connect.ts';
import type { MemoryPorts } from '../../../../memory/chat-ports.ts';
import { DEFAULT_LIMITS } from '../../../../memory/default-limits.ts';
import { DAY_MS } from '../../../contract/stores.ts';
import { createChatUnderTest, HOUR_MS, ISSUER } from '../../chat-under-test.ts';
import { sweepErasure } from '../../sweep-erasure.ts';

type Frame = Record<string, unknown>;

async function createTalk(overrides: Partial<MemoryPorts> = {}) {
  const chat = createChatUnderTest(overrides);
  const { ports } = chat;
  const connections = new Map<string, string>();
  let refs = 0;
  for (const user of ['user1', 'user2', 'user3'])
    connections.set(user, await chat.connect(user, { protocol: 'v2' }));
  const framesTo = (user: string) => chat.framesTo(connections.get(user) ?? '');
  async function ask(user: string, frame: Frame): Promise<Frame> {
    framesTo(user);
    await chat.send(connections.get(user) ?? '', { ref: `r${++refs}`, ...frame });
    return framesTo(user).find(({ ref }) => ref === `r${refs}`) ?? {};
  }
  const sweep = (times = 1) => sweepErasure(ports, 'user1', times);
  const historyOf = async (user: string, conversation: string) =>
    ((await ask(user, { type: 'history', conversation })) as { events: Frame[] }).events;
  return {
    chat,
    ports,
    ask,
    sweep,
    framesTo,
    historyOf,
    erase: () => ask('user1', { type: 'erase', name: 'user1' }),
    signIn: (user: string, subject = user) => {
      const connection = {
        connectionId: `${user}/late${++refs}`,
        connectedAt: ports.clock.now(),
        protocol: 'v2',
        signedIn: { user, tokenExpiresAt: ports.clock.now() + HOUR_MS },
      } as const;
      return connectSignedIn(ports, connection, { issuer: ISSUER, subject });
    },
  };
}

test('takes one’s own name, and no other', async () => {
  const { ask, ports } = await createTalk();
  expect(await ask('user1', { type: 'erase', name: 'user2' })).toMatchObject({
    code: 'invalid_field',
    error: 'Invalid field: name (your own, as you have signed in)',
  });
  expect(await ports.users.erasure('user1')).toBeUndefined();
});

test('is acknowledged, then all one’s connections are told and closed', async () => {
  const { chat, ports } = await createTalk();
  const phone = await chat.connect('user1', { protocol: 'v2' });
  await chat.send('user1/0', { type: 'erase', ref: 'e1', name: 'user1' });
  const closing = { type: 'closing', code: 'erased', error: 'Erased', reconnect: false };
  expect(chat.framesTo('user1/0')).toEqual([{ type: 'ack', ref: 'e1' }, closing]);
  expect(chat.framesTo(phone)).toEqual([closing]);
  expect(ports.posts.closed.toSorted()).toEqual(['user1/0', phone].toSorted());
});

test('lets nobody sign in by that name until it is free, then anybody', async () => {
  const { erase, signIn, sweep, ports } = await createTalk();
  await erase();
  await expect(signIn('user1')).rejects.toThrow('Erased');
  await sweep(3);
  await expect(signIn('user1')).rejects.toThrow('Erased');
  ports.clock.advance(59 * DAY_MS);
  await expect(signIn('user1', 'another')).rejects.toThrow('Erased');
  ports.clock.advance(2 * DAY_MS);
  // Nobody has it: what is said to it would reach its next owner.
  expect(await ports.subscriptions.ofUser('user1')).toMatchObject({ isShut: true });
  await signIn('user1', 'another');
  expect(await ports.subscriptions.ofUser('user1')).toMatchObject({ isShut: false });
  await expect(signIn('user1')).rejects.toMatchObject({ code: 'invalid_token' });
  await signIn('user1', 'another');
});

test('frees a name no sooner than the logs that have it are gone', async () => {
  const { erase, signIn, sweep, ports } = await createTalk({
    limits: { ...DEFAULT_LIMITS, nameFreedAfterDays: 1 },
  });
  await erase();
  await sweep(3);
  ports.clock.advance((DEFAULT_LIMITS.retentionDays + 2) * DAY_MS);
  await expect(signIn('user1', 'another')).rejects.toThrow('Erased');
  ports.clock.advance(2 * DAY_MS);
  await signIn('user1', 'another');
});

test('leaves nothing of what was said but places without content, in groups that were left as well', async () => {
  const { ask, erase, sweep, historyOf } = await createTalk();
  for (const user of ['user1', 'user2']) {
    for (const group_name of ['devs', 'left']) await ask(user, { type: 'join', group_name });
  }
  await ask('user1', { type: 'lobby', content: 'secret' });
  await ask('user2', { type: 'lobby', content: 'mine' });
  await ask('user1', { type: 'whisper', target: 'user2', content: 'secret' });
  await ask('user2', { type: 'whisper', target: 'user1', content: 'mine' });
  for (const group_name of ['devs', 'left'])
    await ask('user1', { type: 'group', group_name, content: 'secret' });
  await ask('user1', { type: 'leave', group_name: 'left' });
  await erase();
  await sweep(3);
  for (const conversation of ['lobby', 'whisper:user1', 'group:devs', 'group:left']) {
    const events = (await historyOf('user2', conversation)).filter(({ type }) => type === 'message');
    const own = events.filter(({ from }) => from === 'user1');
    expect(own).toEqual([expect.objectContaining({ content: '', deleted: true })]);
    expect(events.filter(({ from }) => from === 'user2').every(({ content }) => content === 'mine')).toBe(
      true,
    );
  }
});

test('takes away one’s own reactions, and their count', async () => {
  const { ask, erase, sweep, historyOf } = await createTalk();
  const { id } = await ask('user2', { type: 'lobby', content: 'Shall we?' });
  for (const user of ['user1', 'user3'])
    await ask(user, { type: 'react', conversation: 'lobby', id, emoji: '👍' });
  await erase();
  await sweep(3);
  expect(await historyOf('user2', 'lobby')).toMatchObject([
    { reactions: [{ emoji: '👍', count: 1, by: ['user3'] }] },
  ]);
});

test('ends friendships, requests, blocks and what is shown, and tells friends alone that their lists have changed', async () => {
  const { chat, ask, erase, sweep, ports, framesTo } = await createTalk();
  const asks = await chat.connect('user4', { protocol: 'v2' });
  const blocks = await chat.connect('user5', { protocol: 'v2' });
  await ask('user1', { type: 'profile', display_name: 'Ann Lee' });
  await ask('user1', { type: 'add', target: 'user2' });
  await ask('user2', { type: 'accept', target: 'user1' });
  await ask('user3', { type: 'add', target: 'user1' });
  await ask('user1', { type: 'block', target: 'user3' });
  for (const other of [asks, blocks]) await chat.send(other, { type: 'add', ref: 'a1', target: 'user1' });
  await ask('user1', { type: 'accept', target: 'user5' });
  await chat.send(blocks, { type: 'block', ref: 'b1', target: 'user1' });
  await erase();
  const told = () =>
    [framesTo('user2'), chat.framesTo(asks), framesTo('user3'), chat.framesTo(blocks)].map((frames) =>
      frames.filter(({ type }) => type !== 'presence'),
    );
  told();
  await sweep(3);
  const changed = { type: 'relation_changed', user: 'user1' };
  expect(told()).toEqual([[changed], [changed], [], []]);
  expect(await ask('user2', { type: 'friends' })).toMatchObject({ items: [] });
  expect((await ports.friendships.others('user1', { limit: 10 })).items).toEqual([]);
  expect(await ports.blocks.between('user1', 'user3')).toMatchObject({ blocked: false });
  expect(await ask('user2', { type: 'profiles', users: ['user1'] })).toMatchObject({ items: [] });
  for (const text of ['user1', 'ann lee'])
    expect(await ports.directory.search(text, { limit: 10 })).toMatchObject({ items: [] });
  expect(await ports.presences.find('user1')).toMatchObject({ rev: '' });
  expect((await ports.conversations.list('user1', { limit: 10 })).items).toEqual([]);
});

describe('in one’s groups', () => {
  test('members hear that one has left', async () => {
    const { ask, erase, sweep, framesTo } = await createTalk();
    for (const user of ['user1', 'user2']) await ask(user, { type: 'join', group_name: 'devs' });
    await erase();
    framesTo('user2');
    await sweep(3);
    expect(framesTo('user2')).toContainEqual(
      expect.objectContaining({ type: 'left', conversation: 'group:devs', user: 'user1' }),
    );
    expect(await ask('user2', { type: 'members', group_name: 'devs' })).toMatchObject({
      items: [{ user: 'user2' }],
    });
  });

  test.each([
    ['the first moderator', 'user3', true],
    ['the first member, where nobody is one,', 'user2', false],
  ])('%s becomes owner behind the last one', async (_, heir, hasModerator) => {
    const { ask, erase, sweep, framesTo } = await createTalk();
    await ask('user1', { type: 'create', group_name: 'devs' });
    for (const user of ['user2', 'user3']) await ask(user, { type: 'join', group_name: 'devs' });
    if (hasModerator)
      await ask('user1', { type: 'role', group_name: 'devs', target: 'user3', role: 'moderator' });
    await erase();
    framesTo('user2');
    await sweep(3);
    expect(framesTo('user2').filter(({ type }) => type === 'role_changed')).toMatchObject([
      { user: heir, role: 'owner', by: 'user1' },
    ]);
    expect(await ask('user2', { type: 'group_profiles', group_names: ['devs'] })).toMatchObject({
      items: [{ owners: [heir], moderators: [] }],
    });
  });

  test('a group that has no member left ends', async () => {
    const { ask, erase, sweep, ports } = await createTalk();
    await ask('user1', { type: 'create', group_name: 'devs' });
    await erase();
    await sweep(6);
    expect(await ports.groups.find('devs')).toMatchObject({ isFree: true });
    expect(await ask('user2', { type: 'create', group_name: 'devs' })).toMatchObject({ type: 'ack' });
  });
});

describe('who has something for somebody who was erased', () => {
  test.each([
    { type: 'whisper', target: 'user1', content: 'Are you there?' },
    { type: 'add', target: 'user1' },
    { type: 'block', target: 'user1' },
    { type: 'invite', target: 'user1', group_name: 'ours' },
  ])('by $type is told that there is nobody, whatever is remembered of the name', async (frame) => {
    const { ask, erase, sweep, ports } = await createTalk();
    await ask('user2', { type: 'create', group_name: 'ours' });
    // From here on the environment knows both the name and the pair.
    await ask('user2', { type: 'whisper', target: 'user1', content: 'Hello' });
    await erase();
    const refused = { code: 'user_not_found', error: 'User not found: user1' };
    expect(await ask('user2', frame)).toMatchObject(refused);
    await sweep(3);
    expect(await ask('user2', frame)).toMatchObject(refused);
    expect(await ports.waiting.any('user1')).toBe(false);
  });

  test('takes back what they said, of which nothing is kept for the name’s next owner', async () => {
    const { ask, erase, sweep, historyOf, ports } = await createTalk();
    const { id } = await ask('user2', { type: 'whisper', target: 'user1', content: 'Hello' });
    await erase();
    await sweep(3);
    await ask('user2', { type: 'delete', conversation: 'whisper:user1', id });
    expect(await historyOf('user2', 'whisper:user1')).toMatchObject([{ content: '', deleted: true }]);
    expect((await ports.conversations.list('user1', { limit: 10 })).items).toEqual([]);
    expect(ports.log.entriesOf('whisper:user1|user2').map(({ event }) => event.type)).toEqual(['whisper']);
  });

  test('can still read what they have said to each other', async () => {
    // In environments that remember nothing of the name.
    const knownUsers = { get: () => undefined, set: () => undefined };
    const { ask, erase, sweep, historyOf } = await createTalk({ knownUsers });
    await ask('user2', { type: 'whisper', target: 'user1', content: 'Hello' });
    await erase();
    await sweep(3);
    expect(await historyOf('user2', 'whisper:user1')).toMatchObject([{ content: 'Hello' }]);
  });
});

test('leaves what others have reported of one until that ends, and makes what one has reported nobody’s export', async () => {
  const { ask, erase, sweep, ports } = await createTalk();
  const [own, others] = [
    await ask('user1', { type: 'lobby', content: 'Buy now' }),
    await ask('user2', { type: 'lobby', content: 'Stop it' }),
  ];
  await ask('user2', { type: 'report', conversation: 'lobby', id: own.id, reason: 'Spam' });
  ports.clock.advance(1_000);
  await ask('user1', { type: 'report', conversation: 'lobby', id: others.id, reason: 'Rude' });
  await erase();
  await sweep(60);
  expect((await ports.reports.listMade('user1', { limit: 10 })).items).toEqual([]);
  expect((await ports.reports.list({ limit: 10 })).items).toMatchObject([
    { reason: 'Rude', by: 'user1' },
    { reason: 'Spam', by: 'user2', message: { from: 'user1', content: 'Buy now' } },
  ]);
});
