import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import { type ChatUnderTest, createChatUnderTest } from '../chat-under-test.ts';

async function openTwo() {
  const chat = createChatUnderTest();
  const [going, staying] = [await chat.connect('user1'), await chat.connect('user1')];
  await chat.send(going, { type: 'join', group_name: 'devs' });
  const group = await chat.ports.groups.find('devs');
  return { chat, going, staying, channels: ['user:user1', 'lobby', `group:${group?.groupId}`] };
}

async function audienceOf({ ports }: ChatUnderTest, channel: string): Promise<string[]> {
  const found: string[] = [];
  for await (const page of ports.subscriptions.pages(channel, { consistent: true })) {
    found.push(...page.map(({ connectionId }) => connectionId));
  }
  return found;
}

describe('a connection that is no more', () => {
  test('leaves its record and every audience; the user’s others stay', async () => {
    const { chat, going, staying, channels } = await openTwo();
    await removeConnection(chat.ports, going);
    expect(await chat.ports.connections.get(going)).toBeUndefined();
    for (const channel of channels) expect(await audienceOf(chat, channel)).toEqual([staying]);
  });

  test('leaves every audience although its record went before, if the caller knows the user', async () => {
    const { chat, going, staying, channels } = await openTwo();
    await chat.ports.connections.remove(going);
    await removeConnection(chat.ports, going, 'user1');
    for (const channel of channels) expect(await audienceOf(chat, channel)).toEqual([staying]);
  });

  test('may be removed twice, and without ever having authenticated', async () => {
    const chat = createChatUnderTest();
    await chat.connectUnauthenticated('c1');
    for (const _ of [1, 2]) await expect(removeConnection(chat.ports, 'c1')).resolves.toBeUndefined();
    expect(await chat.ports.connections.get('c1')).toBeUndefined();
  });

  test('reads the memberships only behind the removal of what a join looks for', async () => {
    const { chat, going, staying } = await openTwo();
    const { memberships } = chat.ports.groups;
    let foundByJoin: string[] = [];
    chat.ports.groups.memberships = async (user) => {
      foundByJoin = await audienceOf(chat, 'user:user1');
      return memberships(user);
    };
    await removeConnection(chat.ports, going);
    expect(foundByJoin).toEqual([staying]);
  });
});
