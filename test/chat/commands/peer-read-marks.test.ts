import { expect, test } from '@jest/globals';
import { createChatUnderTest } from '../chat-under-test.ts';

/** Two who have whispered; `user2` reads, `user1` asks how far. */
async function createPair(blockPolicy: 'notify' | 'silent' = 'notify') {
  const chat = createChatUnderTest({ blockPolicy });
  const one = await chat.connect('user1', { protocol: 'v2' });
  const two = await chat.connect('user2', { protocol: 'v2' });
  const send = async (connection: string, command: Record<string, unknown>) => {
    chat.ports.clock.advance(10_000);
    chat.framesTo(connection);
    await chat.send(connection, command);
    return chat.framesTo(connection);
  };
  return {
    whisper: async () =>
      String(
        (await send(one, { type: 'whisper', target: 'user2', content: 'Hi', ref: crypto.randomUUID() })).find(
          ({ type }) => type === 'ack',
        )?.id,
      ),
    read: (upto: string) => send(two, { type: 'read', conversation: 'whisper:user1', upto }),
    block: (type: 'block' | 'unblock') => send(two, { type, target: 'user1' }),
    async peerReadUpto() {
      const [page] = (await send(one, { type: 'conversations' })) as unknown as [
        { items: { conversation: string; peer_read_upto?: string | null }[] },
      ];
      return page.items.map(({ conversation, peer_read_upto }) => [conversation, peer_read_upto]);
    },
  };
}

test('how far the other party of a whisper has read is told after a reload, too, and of nothing else', async () => {
  const { whisper, read, peerReadUpto } = await createPair();
  const [first, second] = [await whisper(), await whisper()];
  expect(await peerReadUpto()).toEqual([
    ['lobby', undefined],
    ['whisper:user2', null],
  ]);
  await read(first);
  expect(await peerReadUpto()).toEqual([
    ['lobby', undefined],
    ['whisper:user2', first],
  ]);
  await read(second);
  expect(await peerReadUpto()).toEqual([
    ['lobby', undefined],
    ['whisper:user2', second],
  ]);
});

test.each(['notify', 'silent'] as const)(
  'what is read across a block is not told, nor when it has ended, until it is read on (policy %s)',
  async (policy) => {
    const { whisper, read, block, peerReadUpto } = await createPair(policy);
    const [first, second] = [await whisper(), await whisper()];
    await read(first);
    await block('block');
    await read(second);
    expect(await peerReadUpto()).toContainEqual(['whisper:user2', first]);
    await block('unblock');
    expect(await peerReadUpto()).toContainEqual(['whisper:user2', first]);
    const third = await whisper();
    await read(third);
    expect(await peerReadUpto()).toContainEqual(['whisper:user2', third]);
  },
);
