import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import { readConnectionsOf } from '../../../chat/delivery/audience.ts';
import { groupChannel } from '../../../chat/ports/connections/subscriptions.ts';
import type { MessageLog } from '../../../chat/ports/messages/messages.ts';
import { newGroup } from '../../../chat/rules/new-group.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { createLaggingSubscriptions } from '../../../memory/connections/lagging-subscriptions.ts';
import { createMemoryMessageLog } from '../../../memory/messages/message-log.ts';
import { gone } from '../../../memory/posts.ts';
import { type ChatUnderTest, createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

const join = { type: 'join', group_name: 'devs' };
const leave = { type: 'leave', group_name: 'devs' };

async function createDevs(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const [one, two] = [await chat.connect('user1'), await chat.connect('user2')];
  await chat.send(one, join);
  chat.heardBy(one);
  return { chat, one, two };
}

async function audienceOfDevs({ ports }: ChatUnderTest): Promise<string[]> {
  const group = await ports.groups.find('devs');
  const found: string[] = [];
  const pages = ports.subscriptions.pages(groupChannel(group?.groupId ?? ''), { consistent: true });
  for await (const page of pages) found.push(...page.map(({ connectionId }) => connectionId));
  return found;
}

describe('joining', () => {
  test('is heard by who joins, whom a read that lags would not find in the audience yet', async () => {
    const chat = createChatUnderTest({ subscriptions: createLaggingSubscriptions() });
    const one = await chat.connect('user1');
    await chat.send(one, join);
    expect(chat.heardBy(one)).toEqual(['(Group devs): user1 joined']);
  });

  test('makes a group where there is none, and tells the new member', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    await chat.send(one, join);
    expect(chat.heardBy(one)).toEqual(['(Group devs): user1 joined']);
    expect(await chat.ports.groups.find('devs')).toMatchObject({ name: 'devs' });
  });

  test('tells all members, on every connection that they have', async () => {
    const { chat, one, two } = await createDevs();
    const more = [await chat.connect('user1'), await chat.connect('user2')];
    const outsider = await chat.connect('user3');
    await chat.send(two, join);
    for (const connection of [one, two, ...more]) {
      expect(chat.heardBy(connection)).toEqual(['(Group devs): user2 joined']);
    }
    expect(chat.heardBy(outsider)).toEqual([]);
  });

  test('a second time is refused, and nobody is told', async () => {
    const { chat, one } = await createDevs();
    const other = await chat.connect('user1');
    await chat.send(one, join);
    expect(chat.heardBy(one)).toEqual(['error: Already a member: devs']);
    expect(chat.heardBy(other)).toEqual([]);
  });

  test('is not told to those who blocked the new member', async () => {
    const { chat, one, two } = await createDevs();
    await chat.send(one, { type: 'block', target: 'user2' });
    for (const connection of [one, two]) chat.heardBy(connection);
    await chat.send(two, join);
    expect(chat.heardBy(one)).toEqual([]);
    expect(chat.heardBy(two)).toEqual(['(Group devs): user2 joined']);
  });

  test('lasts: a connection that opens later hears the group', async () => {
    const { chat, two } = await createDevs();
    const later = await chat.connect('user1');
    await chat.send(two, join);
    expect(chat.heardBy(later)).toEqual(['(Group devs): user2 joined']);
  });

  test('leaves no subscription of a connection that goes meanwhile', async () => {
    const chat = createChatUnderTest();
    const [one, two] = [await chat.connect('user1'), await chat.connect('user1')];
    const { put, removeAll } = chat.ports.subscriptions;
    // Gone between the two looks at the connections, with memberships read before the join wrote its own.
    const { addMember } = chat.ports.groups;
    chat.ports.groups.addMember = async (membership) => {
      await removeAll([{ channel: 'user:user1', connectionId: two }]);
      return addMember(membership);
    };
    await chat.send(one, join);
    expect(await audienceOfDevs(chat)).toEqual([one]);
    // Gone behind both looks, with all its rows, before the row is put.
    const three = await chat.connect('user1');
    await chat.send(one, leave);
    chat.ports.clock.advance(60_000);
    chat.ports.groups.addMember = addMember;
    chat.ports.posts.script(three, () => gone);
    chat.ports.subscriptions.put = async (subscriptions) => {
      for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
      await removeConnection(chat.ports, three, 'user1');
      await put(subscriptions);
    };
    await chat.send(one, join);
    expect(await audienceOfDevs(chat)).toEqual([one]);
  });

  test('is heard on a connection that comes right before the membership, and has read none', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    const { addMember } = chat.ports.groups;
    let late = '';
    chat.ports.groups.addMember = async (membership) => {
      late = await chat.connect('user1');
      return addMember(membership);
    };
    await chat.send(one, join);
    const other = await chat.connect('user2');
    chat.ports.groups.addMember = addMember;
    await chat.send(other, join);
    const heard = ['(Group devs): user1 joined', '(Group devs): user2 joined'];
    expect([chat.heardBy(one), chat.heardBy(late)]).toEqual([heard, heard]);
  });

  test.each(['before', 'while'] as const)(
    'lasts, though the token is renewed %s the rows are written',
    async (when) => {
      const chat = createChatUnderTest();
      const tokenExpiresAt = chat.ports.clock.now() + 5_000;
      const one = await chat.connect('user1', { signedIn: { user: 'user1', tokenExpiresAt } });
      const { groups, subscriptions } = chat.ports;
      const { addMember } = groups;
      const { put } = subscriptions;
      const renew = async () => {
        const rows = await readConnectionsOf(subscriptions, 'user1');
        await put(rows.map((row) => ({ ...row, tokenExpiresAt: tokenExpiresAt + HOUR_MS })));
      };
      if (when === 'before')
        groups.addMember = async (membership) => {
          await renew();
          return addMember(membership);
        };
      else
        subscriptions.put = async (rows) => {
          subscriptions.put = put;
          for (let turn = 0; turn < 5; turn++) await new Promise(setImmediate);
          await renew();
          await put(rows);
        };
      await chat.send(one, join);
      groups.addMember = addMember;
      chat.ports.clock.advance(10_000);
      await chat.send(await chat.connect('user2'), join);
      expect(chat.heardBy(one)).toEqual(['(Group devs): user1 joined', '(Group devs): user2 joined']);
    },
  );

  test('is told to nobody before the new member would hear their answer', async () => {
    const { chat, one, two } = await createDevs();
    const { put } = chat.ports.subscriptions;
    chat.ports.subscriptions.put = async (subscriptions) => {
      for (let turn = 0; turn < 10; turn++) await new Promise(setImmediate);
      expect(chat.heardBy(one)).toEqual([]);
      await put(subscriptions);
    };
    await chat.send(two, join);
    expect(chat.heardBy(one)).toEqual(['(Group devs): user2 joined']);
  });
});

describe('leaving', () => {
  test('tells the members and the one who leaves', async () => {
    const { chat, one, two } = await createDevs();
    await chat.send(two, join);
    for (const connection of [one, two]) chat.heardBy(connection);
    await chat.send(two, leave);
    for (const connection of [one, two]) {
      expect(chat.heardBy(connection)).toEqual(['(Group devs): user2 left']);
    }
  });

  test('ends what one hears, on all one’s connections', async () => {
    const { chat, one, two } = await createDevs();
    const other = await chat.connect('user1');
    await chat.send(two, join);
    await chat.send(one, leave);
    for (const connection of [one, other]) chat.heardBy(connection);
    await chat.send(two, { type: 'group', group_name: 'devs', content: 'Gone?' });
    for (const connection of [one, other]) expect(chat.heardBy(connection)).toEqual([]);
    expect(await audienceOfDevs(chat)).toEqual([two]);
  });

  test('is not told to those who blocked who leaves', async () => {
    const { chat, one, two } = await createDevs();
    await chat.send(two, join);
    await chat.send(one, { type: 'block', target: 'user2' });
    chat.heardBy(one);
    await chat.send(two, leave);
    expect(chat.heardBy(one)).toEqual([]);
    expect(await audienceOfDevs(chat)).toEqual([one]);
  });

  test('takes back the subscription of a connection whose token has expired, too', async () => {
    const { chat, one } = await createDevs();
    const tokenExpiresAt = chat.ports.clock.now() + 1_000;
    await chat.connect('user1', { signedIn: { user: 'user1', tokenExpiresAt } });
    chat.ports.clock.advance(2_000);
    await chat.send(one, leave);
    expect(await audienceOfDevs(chat)).toEqual([]);
  });

  test('takes the subscriptions back even when its notice can’t be logged', async () => {
    const memory = createMemoryMessageLog();
    const append: MessageLog['append'] = async (entry) => {
      if (entry.event.type === 'left') throw new Error('no log');
      await memory.append(entry);
    };
    const { chat, one } = await createDevs({ log: { ...memory, append } });
    await chat.send(one, leave);
    expect(await chat.ports.groups.memberships('user1')).toEqual([]);
    expect(await audienceOfDevs(chat)).toEqual([]);
  });

  test.each([
    ['a group of others', 'devs', 'Not a member: devs'],
    ['a group that nobody made', 'ops', 'Group not found: ops'],
  ])('%s is refused', async (_what, group_name, text) => {
    const { chat, two } = await createDevs();
    await chat.send(two, { ...leave, group_name });
    expect(chat.heardBy(two)).toEqual([`error: ${text}`]);
  });

  test('and joining again brings everything back', async () => {
    const { chat, one } = await createDevs();
    const other = await chat.connect('user1', {
      signedIn: { user: 'user1', tokenExpiresAt: chat.ports.clock.now() + HOUR_MS },
    });
    for (const frame of [leave, join, { type: 'group', group_name: 'devs', content: 'Back' }]) {
      await chat.send(one, frame);
    }
    const heard = ['(Group devs): user1 left', '(Group devs): user1 joined', '(Group devs): user1: Back'];
    for (const connection of [one, other]) expect(chat.heardBy(connection)).toEqual(heard);
  });
});

describe('a leave that runs while its join is still subscribing', () => {
  test('is the last word: nobody hears the group any more, and the leaver is told', async () => {
    const chat = createChatUnderTest();
    const [one, two] = [await chat.connect('user1'), await chat.connect('user1')];
    const { put } = chat.ports.subscriptions;
    chat.ports.subscriptions.put = async (subscriptions) => {
      if (subscriptions.some(({ channel }) => channel.startsWith('group:'))) {
        chat.ports.subscriptions.put = put;
        await chat.send(two, { type: 'leave', group_name: 'devs' });
      }
      await put(subscriptions);
    };
    await chat.send(one, { type: 'join', group_name: 'devs' });
    expect(chat.heardBy(two)).toContain('(Group devs): user1 left');
    const other = await chat.connect('user2');
    await chat.send(other, { type: 'join', group_name: 'devs' });
    chat.heardBy(one);
    chat.heardBy(two);
    await chat.send(other, { type: 'group', group_name: 'devs', content: 'Hi' });
    expect([chat.heardBy(one), chat.heardBy(two)]).toEqual([[], []]);
  });
});

describe('a join whose first attempt died before it subscribed anybody', () => {
  test('makes the member hear the group when it comes again, though it is refused', async () => {
    const chat = createChatUnderTest();
    const connection = await chat.connect('user1');
    const groupId = 'g1';
    await chat.ports.groups.create(newGroup('devs', groupId));
    await chat.ports.groups.addMember({ user: 'user1', group: 'devs', groupId, version: '000' });
    await chat.send(connection, { type: 'join', group_name: 'devs' });
    expect(chat.heardBy(connection)).toEqual(['error: Already a member: devs']);
    const other = await chat.connect('user2');
    await chat.send(other, { type: 'join', group_name: 'devs' });
    expect(chat.heardBy(connection)).toEqual(['(Group devs): user2 joined']);
  });
});

describe('a join whose invitations can’t be ended', () => {
  test('fails before anybody is told, leaves nothing under way, and is told by a sweep', async () => {
    const chat = createChatUnderTest();
    const { ports } = chat;
    const [one, two] = [await chat.connect('user1'), await chat.connect('user2')];
    await chat.send(one, { type: 'join', group_name: 'devs' });
    chat.heardBy(one);
    const { pages } = ports.subscriptions;
    // Slower than the failure.
    ports.subscriptions.pages = async function* (...given) {
      for (let turn = 0; turn < 50; turn++) await Promise.resolve();
      yield* pages(...given);
    };
    const { end } = ports.invitations;
    ports.invitations.end = () => Promise.reject(new Error('Out of order'));
    await chat.send(two, { type: 'join', group_name: 'devs' });
    expect([chat.heardBy(one), chat.heardBy(two)]).toEqual([[], ['error: Internal error']]);
    ports.invitations.end = end;
    ports.clock.advance(60_000);
    await runRequest(ports, { type: 'sweep' });
    expect([chat.heardBy(one), chat.heardBy(two)]).toEqual([
      ['(Group devs): user2 joined'],
      ['(Group devs): user2 joined'],
    ]);
  });
});

describe('a join that fails halfway', () => {
  test('is finished by a sweep, and makes the member hear the group', async () => {
    const chat = createChatUnderTest();
    const connection = await chat.connect('user1');
    const { put } = chat.ports.subscriptions;
    chat.ports.subscriptions.put = async (subscriptions) => {
      await put(subscriptions);
      chat.ports.subscriptions.put = put;
      throw new Error('the answer was lost');
    };
    await chat.send(connection, { type: 'join', group_name: 'devs' });
    expect(chat.heardBy(connection)).toEqual(['error: Internal error']);
    chat.ports.clock.advance(60_000);
    await runRequest(chat.ports, { type: 'sweep' });
    expect(chat.heardBy(connection)).toEqual(['(Group devs): user1 joined']);
    const other = await chat.connect('user2');
    await chat.send(other, { type: 'join', group_name: 'devs' });
    expect(chat.heardBy(connection)).toEqual(['(Group devs): user2 joined']);
  });
});
