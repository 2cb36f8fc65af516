import { describe, expect, test } from '@jest/globals';
import { ownConversation, pairConversation } from '../../../chat/ports/messages/messages.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const friendsText = '(Friends): user1 and user3 are now friends';
const pair = pairConversation('user1', 'user3');

/** `user1`, who asks, on two connections, and `user3`, who is asked, on two. */
async function connectAll(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  const asker = [await chat.connect('user1'), await chat.connect('user1')] as const;
  const asked = [await chat.connect('user3'), await chat.connect('user3')] as const;
  const all = [...asker, ...asked];
  return {
    chat,
    asker,
    asked,
    /** What all of some connections heard since they were last asked: the same. */
    heardByAll(connections: readonly string[]) {
      const heard = connections.map((connection) => chat.heardBy(connection));
      for (const each of heard) expect(each).toEqual(heard[0]);
      return heard[0];
    },
    async request() {
      await chat.send(asker[0], { type: 'add', target: 'user3' });
      for (const connection of all) chat.heardBy(connection);
    },
    async befriend() {
      await chat.send(asker[0], { type: 'add', target: 'user3' });
      await chat.send(asked[0], { type: 'accept', target: 'user1' });
      for (const connection of all) chat.heardBy(connection);
    },
    async block() {
      await chat.send(asked[0], { type: 'block', target: 'user1' });
      for (const connection of all) chat.heardBy(connection);
    },
  };
}

describe('add', () => {
  test('tells both, on all their connections', async () => {
    const { chat, asker, asked, heardByAll } = await connectAll();
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    expect(heardByAll(asked)).toEqual(['(Friend request from user1)']);
    expect(heardByAll(asker)).toEqual(['(Friend request to user3)']);
    expect(chat.ports.log.entriesOf(pair)).toMatchObject([{ event: { type: 'friend_request' } }]);
  });

  test('that answers a request accepts it; who asked comes first', async () => {
    const { chat, asker, asked, heardByAll, request } = await connectAll();
    await request();
    await chat.send(asked[0], { type: 'add', target: 'user1' });
    expect(heardByAll([...asker, ...asked])).toEqual([friendsText]);
  });

  test('twice is refused', async () => {
    const { chat, asker, asked, heardByAll, request } = await connectAll();
    await request();
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    expect(chat.heardBy(asker[0])).toEqual(['error: Request pending: user3']);
    expect(heardByAll(asked)).toEqual([]);
  });

  test.each([
    [0, 'user3'],
    [2, 'user1'],
  ])('between friends is refused', async (sender, target) => {
    const { chat, asker, asked, befriend } = await connectAll();
    await befriend();
    const from = [...asker, ...asked][sender] ?? '';
    await chat.send(from, { type: 'add', target });
    expect(chat.heardBy(from)).toEqual([`error: Already friends: ${target}`]);
  });

  test('across one’s own block is refused', async () => {
    const { chat, asked, block } = await connectAll();
    await block();
    await chat.send(asked[0], { type: 'add', target: 'user1' });
    expect(chat.heardBy(asked[0])).toEqual(['error: You blocked user1']);
  });

  test('to one’s blocker is refused under the policy notify', async () => {
    const { chat, asker, asked, heardByAll, block } = await connectAll();
    await block();
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    expect(chat.heardBy(asker[0])).toEqual(['error: user3 blocked you']);
    expect(heardByAll(asked)).toEqual([]);
  });

  test('to one’s blocker looks sent under the policy silent, and neither shows nor can be answered', async () => {
    const { chat, asker, asked, heardByAll, block } = await connectAll({ blockPolicy: 'silent' });
    await block();
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    expect(chat.heardBy(asker[0])).toEqual(['(Friend request to user3)', 'error: Request pending: user3']);
    expect(heardByAll(asked)).toEqual([]);
    expect(await chat.ports.waiting.any('user3')).toBe(false);
    expect(chat.ports.log.entriesOf(pair)).toEqual([]);
    expect(chat.ports.log.entriesOf(ownConversation('user1', 'user3'))).toMatchObject([
      { event: { type: 'friend_request' } },
    ]);

    await chat.send(asked[0], { type: 'unblock', target: 'user1' });
    for (const type of ['accept', 'decline']) await chat.send(asked[0], { type, target: 'user1' });
    expect(chat.heardBy(asked[0])).toEqual([
      '(Block): user1 unblocked',
      'error: No request from user1',
      'error: No request from user1',
    ]);
  });

  test('once the block has ended is made anew, and shown', async () => {
    const { chat, asker, asked, heardByAll, block } = await connectAll({ blockPolicy: 'silent' });
    await block();
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    await chat.send(asked[0], { type: 'unblock', target: 'user1' });
    for (const connection of [...asker, ...asked]) chat.heardBy(connection);
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    expect(heardByAll(asked)).toEqual(['(Friend request from user1)']);
    expect(heardByAll(asker)).toEqual(['(Friend request to user3)']);
  });

  test.each(['before', 'after'] as const)(
    'that the end of the block overtakes, %s it is written, leaves no hidden request',
    async (when) => {
      const { chat, asker, asked, block } = await connectAll({ blockPolicy: 'silent' });
      const phone = await chat.connect('user1', { protocol: 'v2' });
      await block();
      const { request } = chat.ports.friendships;
      chat.ports.friendships.request = async (asking) => {
        if (when === 'after') await request(asking);
        await chat.send(asked[0], { type: 'unblock', target: 'user1' });
        return when === 'after' || request(asking);
      };
      await chat.send(asker[0], { type: 'add', target: 'user3' });
      expect(await chat.ports.friendships.find('user1', 'user3')).toBeUndefined();
      expect(chat.framesTo(phone)).toContainEqual({ type: 'relation_changed', user: 'user3' });
      chat.ports.friendships.request = request;
      await chat.send(asker[0], { type: 'add', target: 'user3' });
      expect(chat.heardBy(asked[0]).at(-1)).toBe('(Friend request from user1)');
    },
  );

  test('that a block overtakes shows nothing and leaves no request, which looks declined', async () => {
    const { chat, asker, asked, heardByAll } = await connectAll();
    const phone = await chat.connect('user1', { protocol: 'v2' });
    const { request } = chat.ports.friendships;
    chat.ports.friendships.request = async (asking) => {
      await chat.ports.blocks.add({
        blocker: 'user3',
        blocked: 'user1',
        id: 'meanwhile',
        since: 'meanwhile',
      });
      return request(asking);
    };
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    expect(heardByAll(asked)).toEqual([]);
    expect(await chat.ports.friendships.find('user1', 'user3')).toBeUndefined();
    expect(chat.framesTo(phone)).toContainEqual({ type: 'relation_changed', user: 'user3' });
  });
});

describe('accept', () => {
  test('tells both, on all their connections; who asked comes first', async () => {
    const { chat, asker, asked, heardByAll, request } = await connectAll();
    await request();
    await chat.send(asked[0], { type: 'accept', target: 'user1' });
    expect(heardByAll([...asker, ...asked])).toEqual([friendsText]);
    expect(chat.ports.log.entriesOf(pair).at(-1)).toMatchObject({ event: { type: 'friends' } });
  });

  test('without a request is refused, also to who asked', async () => {
    const { chat, asker, asked, request } = await connectAll();
    await chat.send(asked[0], { type: 'accept', target: 'user1' });
    await request();
    await chat.send(asker[0], { type: 'accept', target: 'user3' });
    expect(chat.heardBy(asker[0])).toEqual(['error: No request from user3']);
  });

  test('a second time is refused', async () => {
    const { chat, asked, befriend } = await connectAll();
    await befriend();
    await chat.send(asked[0], { type: 'accept', target: 'user1' });
    expect(chat.heardBy(asked[0])).toEqual(['error: Already friends: user1']);
  });
});

describe.each(['user1', 'user3'])('across a block of %s, which has not ended the request yet', (blocker) => {
  const blocked = blocker === 'user1' ? 'user3' : 'user1';

  /** What a block leaves that was cut off behind its write. */
  async function blockHalfway() {
    const setting = await connectAll();
    await setting.request();
    const { blocks } = setting.chat.ports;
    await blocks.add({ blocker, blocked, id: idOfTime(0), since: idOfTime(0) });
    return setting;
  }

  test('accept is refused as when there is none, tells nobody, and leaves none', async () => {
    const { chat, asker, asked, heardByAll } = await blockHalfway();
    await chat.send(asked[0], { type: 'accept', target: 'user1' });
    expect(chat.heardBy(asked[0])).toEqual(['error: No request from user1']);
    expect(heardByAll([...asker, asked[1]])).toEqual([]);
    expect(await chat.ports.friendships.find('user1', 'user3')).toBeUndefined();
    expect(chat.ports.log.entriesOf(pair)).toHaveLength(1);
  });
});

describe('decline', () => {
  test('tells only who declines, on all connections', async () => {
    const { chat, asker, asked, heardByAll, request } = await connectAll();
    await request();
    await chat.send(asked[0], { type: 'decline', target: 'user1' });
    expect(heardByAll(asked)).toEqual(['(Friends): user1 declined']);
    expect(heardByAll(asker)).toEqual([]);
    await chat.send(asked[0], { type: 'decline', target: 'user1' });
    expect(chat.heardBy(asked[0])).toEqual(['error: No request from user1']);
  });
});

describe('unfriend', () => {
  test.each(['asker', 'asked'] as const)('tells only the %s who does it', async (who) => {
    const setting = await connectAll();
    await setting.befriend();
    const [own, others] = who === 'asker' ? [setting.asker, setting.asked] : [setting.asked, setting.asker];
    const target = who === 'asker' ? 'user3' : 'user1';
    await setting.chat.send(own[0], { type: 'unfriend', target });
    expect(setting.heardByAll(own)).toEqual([`(Friends): ${target} removed`]);
    expect(setting.heardByAll(others)).toEqual([]);
    await setting.chat.send(own[0], { type: 'unfriend', target });
    expect(setting.chat.heardBy(own[0])).toEqual([`error: Not friends: ${target}`]);
  });

  test('of somebody whom one has only asked withdraws the request, and tells nobody else', async () => {
    const { chat, asker, asked, heardByAll, request } = await connectAll();
    await request();
    await chat.send(asked[0], { type: 'unfriend', target: 'user1' });
    expect(chat.heardBy(asked[0])).toEqual(['error: Not friends: user1']);
    await chat.send(asker[0], { type: 'unfriend', target: 'user3' });
    expect(heardByAll(asker)).toEqual(['(Friends): user3 removed']);
    expect(heardByAll(asked)).toEqual([]);
    await chat.send(asked[0], { type: 'accept', target: 'user1' });
    expect(chat.heardBy(asked[0])).toEqual(['error: No request from user1']);
    await chat.send(asker[0], { type: 'add', target: 'user3' });
    expect(heardByAll(asked)).toEqual(['(Friend request from user1)']);
  });
});
