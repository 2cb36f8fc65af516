import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import { ownConversation, pairConversation } from '../../../chat/ports/messages/messages.ts';
import { drainWaiting } from '../../../chat/waiting/drain-waiting.ts';
import { passing } from '../../../memory/posts.ts';
import { DAY_MS, RETENTION_DAYS } from '../../contract/stores.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const block = { type: 'block', target: 'user4' };
const unblock = { type: 'unblock', target: 'user4' };
const pair = pairConversation('user1', 'user4');
const own = ownConversation('user1', 'user4');

async function connectBoth(blockPolicy: 'notify' | 'silent' = 'notify') {
  const chat = createChatUnderTest({ blockPolicy });
  const [first, second] = [await chat.connect('user1'), await chat.connect('user1')];
  return { chat, first, second, blocked: await chat.connect('user4') };
}

describe('block', () => {
  test('tells the sender’s connections and, under the policy notify, the blocked', async () => {
    const { chat, first, second, blocked } = await connectBoth('notify');
    await chat.send(first, block);
    for (const connection of [first, second]) {
      expect(chat.heardBy(connection)).toEqual(['(Block): user4 blocked']);
    }
    expect(chat.heardBy(blocked)).toEqual(['(Block): user1 blocked you']);
    expect(chat.ports.log.entriesOf(pair)).toEqual([{ event: expect.objectContaining({ type: 'blocked' }) }]);
  });

  test('tells the blocked nothing under the policy silent, now or later', async () => {
    const { chat, first, blocked } = await connectBoth('silent');
    await chat.send(first, block);
    expect(chat.heardBy(first)).toEqual(['(Block): user4 blocked']);
    expect(chat.heardBy(blocked)).toEqual([]);
    expect(await chat.ports.waiting.any('user4')).toBe(false);
    expect(chat.ports.log.entriesOf(pair)).toEqual([]);
    expect(chat.ports.log.entriesOf(own)).toMatchObject([{ event: { type: 'blocked' } }]);
  });

  test('a second time is refused, and nobody is told', async () => {
    const { chat, first, second, blocked } = await connectBoth();
    await chat.send(first, block);
    for (const connection of [first, second, blocked]) chat.heardBy(connection);
    await chat.send(first, block);
    expect(chat.heardBy(first)).toEqual(['error: Already blocked: user4']);
    for (const connection of [second, blocked]) expect(chat.heardBy(connection)).toEqual([]);
  });

  test.each(['add', 'both'])('ends what stands between the two (%s)', async (how) => {
    const { chat, first, blocked } = await connectBoth();
    await chat.send(first, { type: 'add', target: 'user4' });
    if (how === 'both') await chat.send(blocked, { type: 'accept', target: 'user1' });
    await chat.send(blocked, { type: 'block', target: 'user1' });
    expect(await chat.ports.friendships.find('user1', 'user4')).toBeUndefined();
  });

  test('ends what comes to stand between the two while it is being written', async () => {
    const { chat, first, blocked } = await connectBoth();
    const { add } = chat.ports.blocks;
    chat.ports.blocks.add = async (adding) => {
      chat.ports.blocks.add = add;
      await chat.send(blocked, { type: 'add', target: 'user1' });
      return add(adding);
    };
    await chat.send(first, block);
    expect(await chat.ports.friendships.find('user1', 'user4')).toBeUndefined();
  });

  test('does not keep the other from blocking, too, of which who blocked first hears nothing', async () => {
    const { chat, first, blocked } = await connectBoth();
    await chat.send(first, block);
    for (const connection of [first, blocked]) chat.heardBy(connection);
    for (const type of ['block', 'unblock', 'block']) await chat.send(blocked, { type, target: 'user1' });
    expect(chat.heardBy(blocked)).toEqual([
      '(Block): user1 blocked',
      '(Block): user1 unblocked',
      '(Block): user1 blocked',
    ]);
    expect(chat.heardBy(first)).toEqual([]);
    expect(await chat.ports.waiting.any('user1')).toBe(false);
    const seen = chat.ports.log.entriesOf(pair).map(({ event }) => 'from' in event && event.from);
    expect(seen).toEqual(['user1']);
  });

  test('again and again leaves one notice waiting for who is away', async () => {
    const chat = createChatUnderTest();
    const [first, away] = [await chat.connect('user1'), await chat.connect('user4')];
    await removeConnection(chat.ports, away, 'user4');
    for (const type of ['block', 'unblock', 'block', 'unblock', 'block']) {
      await chat.send(first, { type, target: 'user4' });
    }
    const waiting: string[] = [];
    for await (const { type } of chat.ports.waiting.list('user4')) waiting.push(type);
    expect(waiting).toEqual(['blocked']);
    await chat.send(first, unblock);
    expect(await chat.ports.waiting.any('user4')).toBe(false);
  });
});

describe('unblock', () => {
  test('leaves the other among whom one has ever blocked for as long as messages are kept', async () => {
    const { chat, first } = await connectBoth();
    await chat.send(first, block);
    await chat.send(first, unblock);
    const everBlocked = async () => [...(await chat.ports.blocks.everBlockedBy('user1')).names];
    expect(await everBlocked()).toEqual(['user4']);
    chat.ports.clock.advance((RETENTION_DAYS + 1) * DAY_MS);
    expect(await everBlocked()).toEqual([]);
  });

  test.each(['notify', 'silent'] as const)(
    'tells only the sender’s connections (policy %s)',
    async (policy) => {
      const { chat, first, second, blocked } = await connectBoth(policy);
      await chat.send(first, block);
      for (const connection of [first, second, blocked]) chat.heardBy(connection);
      await chat.send(first, unblock);
      for (const connection of [first, second]) {
        expect(chat.heardBy(connection)).toEqual(['(Block): user4 unblocked']);
      }
      expect(chat.heardBy(blocked)).toEqual([]);
    },
  );

  test('takes back the notice that nobody could be reached with meanwhile', async () => {
    const { chat, first, blocked } = await connectBoth();
    chat.ports.posts.script(blocked, () => passing);
    const { put } = chat.ports.waiting;
    chat.ports.waiting.put = async (...given) => {
      chat.ports.waiting.put = put;
      await chat.send(first, unblock);
      await put(...given);
    };
    await chat.send(first, block);
    const later = await chat.connect('user4');
    await drainWaiting(chat.ports, 'user4', { deadline: chat.ports.clock.now() + 25_000 });
    expect(chat.heardBy(later)).toEqual([]);
    expect(await chat.ports.waiting.any('user4')).toBe(false);
  });

  test('lets whispers through again', async () => {
    const { chat, first, blocked } = await connectBoth();
    await chat.send(first, block);
    await chat.send(first, unblock);
    chat.heardBy(first);
    await chat.send(blocked, { type: 'whisper', target: 'user1', content: 'Again' });
    expect(chat.heardBy(first)).toEqual(['(Whisper from user4): Again']);
  });

  test('without a block is refused, also when only the other has blocked', async () => {
    const { chat, first, blocked } = await connectBoth();
    await chat.send(first, unblock);
    expect(chat.heardBy(first)).toEqual(['error: Not blocked: user4']);
    await chat.send(first, block);
    chat.heardBy(blocked);
    await chat.send(blocked, { type: 'unblock', target: 'user1' });
    expect(chat.heardBy(blocked)).toEqual(['error: Not blocked: user1']);
  });
});
