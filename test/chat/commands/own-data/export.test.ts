import { expect, test } from '@jest/globals';
import { makeEventId } from '../../../../protocol/events/event-id.ts';
import type { ExportItem } from '../../../../protocol/frames/list-items.ts';
import { createChatUnderTest } from '../../chat-under-test.ts';

type Frame = Record<string, unknown>;

const since = expect.any(String);

async function createAsker(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const connections = new Map<string, string>();
  for (const user of ['user1', 'user2', 'user3'])
    connections.set(user, await chat.connect(user, { protocol: 'v2' }));
  async function ask(user: string, frame: Frame): Promise<Frame> {
    const connection = connections.get(user) ?? '';
    chat.framesTo(connection);
    await chat.send(connection, { ref: `${chat.ports.clock.now()}${Math.random()}`, ...frame });
    return chat.framesTo(connection).find(({ ref }) => ref !== undefined) ?? {};
  }
  /** All pages; each as its items. */
  async function pages(user = 'user1', limit = 100): Promise<ExportItem[][]> {
    const found: ExportItem[][] = [];
    let after: unknown;
    do {
      chat.ports.clock.advance(1_000);
      const { items, next } = await ask(user, { type: 'export', limit, ...(after ? { after } : {}) });
      found.push(items as ExportItem[]);
      after = next;
    } while (after !== null && found.length < 500);
    return found;
  }
  return { chat, ask, pages, all: async (user?: string) => (await pages(user)).flat() };
}

const contentOf = (items: readonly ExportItem[]) =>
  items.flatMap((item) =>
    item.kind === 'event' && item.event.type === 'message' ? [item.event.content] : [],
  );

test('has what one is shown as, one’s lists, read marks, and what one has said', async () => {
  const { ask, all } = await createAsker();
  await ask('user1', { type: 'profile', display_name: 'Ann' });
  await ask('user2', { type: 'add', target: 'user1' });
  await ask('user1', { type: 'accept', target: 'user2' });
  await ask('user1', { type: 'block', target: 'user3' });
  await ask('user1', { type: 'create', group_name: 'devs' });
  await ask('user2', { type: 'create', group_name: 'ops', kind: 'private' });
  await ask('user2', { type: 'invite', group_name: 'ops', target: 'user1' });
  const said = await ask('user1', { type: 'lobby', content: 'Hello!' });
  await ask('user1', { type: 'read', conversation: 'lobby', upto: said.id });
  await ask('user1', { type: 'react', conversation: 'lobby', id: said.id, emoji: '👍' });
  const others = await ask('user2', { type: 'lobby', content: 'Nobody else’s.' });
  await ask('user1', { type: 'report', conversation: 'lobby', id: others.id, reason: 'Odd' });
  await ask('user2', { type: 'whisper', target: 'user1', content: 'Hi' });

  expect(await all()).toEqual([
    { kind: 'account', user: 'user1', since },
    { kind: 'profile', profile: { user: 'user1', rev: since, display_name: 'Ann' } },
    { kind: 'presence', presence: expect.objectContaining({ user: 'user1', show: 'online' }) },
    { kind: 'friend', user: 'user2', since },
    { kind: 'block', user: 'user3', since },
    { kind: 'membership', group: 'devs', since, role: 'owner' },
    { kind: 'invitation', group: 'ops', user: 'user2', since },
    { kind: 'conversation', conversation: 'lobby', read_upto: said.id },
    { kind: 'report', conversation: 'lobby', id: others.id, since, reason: 'Odd' },
    { kind: 'event', event: expect.objectContaining({ conversation: 'lobby', content: 'Hello!' }) },
    { kind: 'reactions', conversation: 'lobby', id: said.id, emojis: ['👍'] },
    { kind: 'event', event: expect.objectContaining({ type: 'friend_request', from: 'user2' }) },
    { kind: 'event', event: expect.objectContaining({ type: 'friends' }) },
    { kind: 'event', event: expect.objectContaining({ type: 'invited', group: 'ops' }) },
    { kind: 'event', event: expect.objectContaining({ from: 'user2', content: 'Hi' }) },
    { kind: 'event', event: expect.objectContaining({ type: 'blocked', to: 'user3' }) },
  ]);
});

test('is the same in small pages as in large ones, some of which are empty', async () => {
  const { ask, pages, chat } = await createAsker();
  for (const group_name of ['a', 'b', 'c']) {
    await ask('user1', { type: 'join', group_name });
    await ask('user1', { type: 'group', group_name, content: group_name });
  }
  for (let count = 0; count < 600; count++) {
    await ask(count % 100 === 0 ? 'user1' : 'user2', { type: 'lobby', content: `${count}` });
    chat.ports.clock.advance(1_000);
  }
  const whole = (await pages()).flat();
  const small = await pages('user1', 1);
  expect(small.flat()).toEqual(whole);
  expect(contentOf(whole)).toEqual(['a', 'b', 'c', '0', '100', '200', '300', '400', '500']);
});

test('has what one said in a group that one has left, or that was disbanded', async () => {
  const { ask, all } = await createAsker();
  await ask('user1', { type: 'join', group_name: 'left' });
  await ask('user1', { type: 'group', group_name: 'left', content: 'One' });
  await ask('user1', { type: 'leave', group_name: 'left' });
  await ask('user2', { type: 'create', group_name: 'ended' });
  await ask('user1', { type: 'join', group_name: 'ended' });
  await ask('user1', { type: 'group', group_name: 'ended', content: 'Two' });
  await ask('user2', { type: 'disband', group_name: 'ended' });
  const items = await all();
  expect(contentOf(items)).toEqual(['One', 'Two']);
  expect(items).toContainEqual({
    kind: 'event',
    event: expect.objectContaining({ conversation: 'group:ended', content: 'Two' }),
  });
});

test('reads no more for a page of somebody who has left hundreds of groups', async () => {
  const { ask, chat, pages } = await createAsker();
  const { conversations, log, clock } = chat.ports;
  const said: string[] = [];
  for (let place = 0; place < 300; place++) {
    const id = makeEventId({ receivedAt: clock.now() - 1_000, arrival: place, random: () => 0 });
    await conversations.remember('user1', { groupId: id, name: `left${place}` });
    if (place % 10 !== 0) continue;
    said.push(`${place}`);
    const event = { type: 'group', id, group: `left${place}`, from: 'user1', content: `${place}` } as const;
    await log.append({ conversation: `group:${id}`, event });
  }
  await ask('user1', { type: 'join', group_name: 'devs' });
  await ask('user1', { type: 'group', group_name: 'devs', content: 'Mine' });
  const { list } = conversations;
  let rows = 0;
  conversations.list = async (...given) => {
    const page = await list(...given);
    rows += page.items.length;
    return page;
  };
  const found = await pages();
  expect(contentOf(found.flat()).toSorted()).toEqual([...said, 'Mine'].toSorted());
  expect(rows / found.length).toBeLessThan(300);
});

test('goes on behind whatever a page ends with, however long its names', async () => {
  const { ask, pages, chat } = await createAsker();
  const [group_name, inviter] = ['g'.repeat(64), 'i'.repeat(64)];
  const theirs = await chat.connect(inviter, { protocol: 'v2' });
  await ask('user2', { type: 'create', group_name });
  await chat.send(theirs, { type: 'join', group_name });
  await chat.send(theirs, { type: 'whisper', target: 'user1', content: 'Hi' });
  await chat.send(theirs, { type: 'invite', group_name, target: 'user1' });
  await ask('user2', { type: 'invite', group_name, target: 'user1' });
  const small = await pages('user1', 1);
  expect(small.flat().filter(({ kind }) => kind === 'invitation')).toMatchObject([
    { group: group_name, user: inviter },
    { group: group_name, user: 'user2' },
  ]);
});

test('has one’s own messages that a silent block hides, and none of who did block one', async () => {
  const { ask, all } = await createAsker({ blockPolicy: 'silent' });
  await ask('user1', { type: 'whisper', target: 'user2', content: 'Before' });
  await ask('user2', { type: 'block', target: 'user1' });
  await ask('user1', { type: 'whisper', target: 'user2', content: 'Behind' });
  expect(contentOf(await all('user1'))).toEqual(['Before', 'Behind']);
  expect(contentOf(await all('user2'))).toEqual(['Before']);
});

test('goes on only at a place of its own', async () => {
  const { ask, chat } = await createAsker();
  for (const after of ['nowhere', 'nowhere:a', 'constructor:', ':']) {
    chat.ports.clock.advance(1_000);
    expect(await ask('user1', { type: 'export', after })).toMatchObject({
      code: 'invalid_field',
      error: 'Invalid field: after (the next of a page of export, or null)',
    });
  }
});

test('counts as ten commands, or as all that may come at once', async () => {
  const { ask, chat } = await createAsker();
  for (const _ of [1, 2]) expect(await ask('user1', { type: 'export' })).toMatchObject({ of: 'export' });
  expect(await ask('user1', { type: 'export' })).toMatchObject({ code: 'rate_limited' });
  const few = await createAsker({ limits: { ...chat.ports.limits, commandBurst: 5 } });
  expect(await few.ask('user1', { type: 'export' })).toMatchObject({ of: 'export' });
});
