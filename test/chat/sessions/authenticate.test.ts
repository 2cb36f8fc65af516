import { describe, expect, test } from '@jest/globals';
import type { Groups } from '../../../chat/ports/groups/groups.ts';
import { createMemoryGroups } from '../../../memory/groups/groups.ts';
import { gone } from '../../../memory/posts.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { type ChatUnderTest, createChatUnderTest, HOUR_MS, ISSUER } from '../chat-under-test.ts';

const lobby = { type: 'lobby', content: 'Hi' };

async function openSocket(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  await chat.connectUnauthenticated('c1');
  return chat;
}

function authenticate(chat: ChatUnderTest, user: string, connectionId = 'c1'): Promise<void> {
  return chat.send(connectionId, { type: 'authenticate', token: `Bearer ${chat.tokenOf(user)}` });
}

async function channelsOf({ ports }: ChatUnderTest, ...channels: string[]): Promise<string[]> {
  const found: string[] = [];
  for (const channel of channels) {
    for await (const page of ports.subscriptions.pages(channel, { consistent: true })) {
      found.push(...page.map(({ user, connectionId }) => `${channel} ${user} ${connectionId}`));
    }
  }
  return found;
}

describe('authenticating', () => {
  test('is answered with the name, and lets the connection speak and hear', async () => {
    const chat = await openSocket();
    await authenticate(chat, 'user1');
    await chat.send('c1', lobby);
    expect(chat.heardBy('c1')).toEqual(['(Authenticated): user1', '(Lobby): user1: Hi']);
    expect(await chat.ports.users.exists('user1')).toBe(true);
  });

  test('takes a frame that was sent right behind the token', async () => {
    const chat = await openSocket();
    await Promise.all([authenticate(chat, 'user1'), chat.send('c1', lobby)]);
    expect(chat.heardBy('c1').toSorted()).toEqual(['(Authenticated): user1', '(Lobby): user1: Hi']);
  });

  test('brings whispers and the groups that one is in', async () => {
    const chat = await openSocket();
    const [own, other] = [await chat.connect('user1'), await chat.connect('user2')];
    for (const member of [own, other]) await chat.send(member, { type: 'join', group_name: 'devs' });
    await authenticate(chat, 'user1');
    await chat.send(other, { type: 'group', group_name: 'devs', content: 'Hi' });
    await chat.send(other, { type: 'whisper', target: 'user1', content: 'Ho' });
    expect(chat.heardBy('c1')).toEqual([
      '(Authenticated): user1',
      '(Group devs): user2: Hi',
      '(Whisper from user2): Ho',
    ]);
  });

  test.each(['', 'Basic ', 'Bearer', 'Bearer a b ', 'Bearer x'])(
    'with the token %j is refused, and the socket stays open',
    async (prefix) => {
      const chat = await openSocket();
      const token = `${prefix}${chat.tokenOf('user1')}`;
      await chat.send('c1', { type: 'authenticate', token });
      expect(chat.heardBy('c1')).toEqual(['error: Invalid token']);
      expect(chat.ports.posts.closed).toEqual([]);
      // Which check failed, and no part of the token.
      const check = expect.stringMatching(/^(scheme|unknown)$/);
      expect(chat.ports.logger.entries).toEqual([
        { level: 'warn', message: 'A token was refused', details: { connectionId: 'c1', check } },
      ]);
    },
  );

  test('with an expired token is refused as such', async () => {
    const chat = await openSocket();
    const token = chat.tokenOf('user1');
    chat.ports.clock.advance(HOUR_MS);
    await chat.connectUnauthenticated('c2');
    await chat.send('c2', { type: 'authenticate', token: `Bearer ${token}` });
    expect(chat.heardBy('c2')).toEqual(['error: Token expired']);
    expect(chat.ports.logger.entries).toMatchObject([{ details: { connectionId: 'c2', check: 'exp' } }]);
  });

  test('under a name that belongs to another subject is refused', async () => {
    const chat = await openSocket();
    await chat.ports.users.bind('user1', { issuer: ISSUER, subject: 'somebody else' }, 0);
    await authenticate(chat, 'user1');
    expect(chat.heardBy('c1')).toEqual(['error: Invalid token']);
    expect(await channelsOf(chat, 'lobby', 'user:user1')).toEqual([]);
    const check = 'the name belongs to another subject';
    expect(chat.ports.logger.entries).toMatchObject([{ level: 'warn', details: { check } }]);
  });

  test('as somebody else is refused, and the first stays', async () => {
    const chat = await openSocket();
    await authenticate(chat, 'user1');
    await authenticate(chat, 'user2');
    await chat.send('c1', lobby);
    expect(chat.heardBy('c1')).toEqual([
      '(Authenticated): user1',
      'error: Already authenticated: user1',
      '(Lobby): user1: Hi',
    ]);
    expect(await channelsOf(chat, 'lobby', 'user:user1', 'user:user2')).toEqual([
      'lobby user1 c1',
      'user:user1 user1 c1',
    ]);
  });

  test('as somebody else is refused on a connection that the handshake signed in', async () => {
    const chat = createChatUnderTest();
    const connection = await chat.connect('user1');
    await authenticate(chat, 'user2', connection);
    expect(chat.heardBy(connection)).toEqual(['error: Already authenticated: user1']);
  });

  test('as two users at once signs one of them in, who hears everything from then on', async () => {
    const chat = await openSocket();
    const other = await chat.connect('user3');
    await Promise.all([authenticate(chat, 'user1'), authenticate(chat, 'user2')]);
    const owner = (await chat.ports.connections.get('c1'))?.signedIn?.user ?? '';
    const loser = owner === 'user1' ? 'user2' : 'user1';
    expect(chat.heardBy('c1').toSorted()).toEqual([
      `(Authenticated): ${owner}`,
      `error: Already authenticated: ${owner}`,
    ]);
    expect(await channelsOf(chat, `user:${owner}`, `user:${loser}`)).toEqual([`user:${owner} ${owner} c1`]);
    await chat.send(other, lobby);
    expect(chat.heardBy('c1')).toEqual(['(Lobby): user3: Hi']);
  });

  test('again refreshes the expiry everywhere', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    const two = await chat.connect('user2');
    for (const member of [one, two]) await chat.send(member, { type: 'join', group_name: 'devs' });
    chat.ports.clock.advance(HOUR_MS / 2);
    for (const [connection, user] of [
      [one, 'user1'],
      [two, 'user2'],
    ] as const) {
      await authenticate(chat, user, connection);
    }
    chat.ports.clock.advance(HOUR_MS / 2 + 1);
    for (const connection of [one, two]) chat.heardBy(connection);
    await chat.send(two, lobby);
    await chat.send(two, { type: 'group', group_name: 'devs', content: 'Hi' });
    await chat.send(two, { type: 'whisper', target: 'user1', content: 'Hi' });
    expect(chat.heardBy(one)).toEqual([
      '(Lobby): user2: Hi',
      '(Group devs): user2: Hi',
      '(Whisper from user2): Hi',
    ]);
  });

  test('lets a connection speak again whose token had expired', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    chat.ports.clock.advance(HOUR_MS);
    await authenticate(chat, 'user1', one);
    await chat.send(one, lobby);
    expect(chat.heardBy(one)).toEqual(['(Authenticated): user1', '(Lobby): user1: Hi']);
  });

  test('asks for what waits', async () => {
    const chat = await openSocket();
    const id = idOfTime(chat.ports.clock.now());
    await chat.ports.waiting.put('user1', { type: 'blocked', id, from: 'user2', to: 'user1' }, 0);
    await authenticate(chat, 'user1');
    expect(chat.ports.deliverRequests.drainUsers()).toEqual(['user1']);
  });

  test('leaves no rows when the connection went meanwhile', async () => {
    const memory = createMemoryGroups();
    const chat = await openSocket();
    const membership = { user: 'user1', group: 'devs', groupId: 'g1', version: 'v1' };
    await chat.ports.groups.addMember(membership);
    chat.ports.groups.memberships = async (user: string) => {
      // $disconnect runs now, and knows nothing of this sign-in.
      await chat.ports.connections.remove('c1');
      return [membership, ...(await memory.memberships(user))];
    };
    await authenticate(chat, 'user1');
    expect(chat.heardBy('c1')).toEqual(['error: Not authenticated']);
    expect(await channelsOf(chat, 'lobby', 'user:user1', 'group:g1')).toEqual([]);
  });

  test('leaves no rows when the answer finds nobody there', async () => {
    const chat = await openSocket();
    chat.ports.posts.script('c1', () => gone);
    await chat.ports.waiting.put('user1', { type: 'blocked', id: '01', from: 'user2', to: 'user1' }, 0);
    await authenticate(chat, 'user1');
    expect(await channelsOf(chat, 'lobby', 'user:user1')).toEqual([]);
    expect(await chat.ports.connections.get('c1')).toBeUndefined();
    expect(chat.ports.deliverRequests.drainUsers()).toEqual([]);
  });

  test('does not let anything be received before it has succeeded', async () => {
    const unreadable: Groups = {
      ...createMemoryGroups(),
      memberships: () => Promise.reject(new Error('no groups')),
    };
    const chat = await openSocket({ groups: unreadable });
    await authenticate(chat, 'user1');
    expect(chat.heardBy('c1')).toEqual(['error: Internal error']);
    expect((await chat.ports.connections.get('c1'))?.signedIn).toBeUndefined();
  });
});
