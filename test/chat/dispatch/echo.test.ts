import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../chat/run-request.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { loseDeliveries } from '../healing/lose-deliveries.ts';

/** `user1` on two connections of v2, and `user2` in v1; both in `devs`. */
async function createTrio(chat = createChatUnderTest()) {
  const [sending, other] = [
    await chat.connect('user1', { protocol: 'v2' }),
    await chat.connect('user1', { protocol: 'v2' }),
  ];
  const peer = await chat.connect('user2');
  for (const connection of [sending, peer]) await chat.send(connection, { type: 'join', group_name: 'devs' });
  chat.ports.clock.advance(1);
  for (const connection of [sending, other]) chat.framesTo(connection);
  chat.heardBy(peer);
  return { chat, sending, other, peer };
}

const SAID = [
  { type: 'lobby', content: 'hi' },
  { type: 'group', group_name: 'devs', content: 'hi' },
  { type: 'whisper', target: 'user2', content: 'hi' },
];

describe('a message that asks for no echo', () => {
  test.each(SAID)(
    'of $type is told to its connection by the ack alone, and to all others as ever',
    async (said) => {
      const { chat, sending, other, peer } = await createTrio();
      await chat.send(sending, { ...said, echo: false, ref: 'r1' });
      const [ack, ...more] = chat.framesTo(sending);
      expect(more).toEqual([]);
      expect(chat.framesTo(other)).toMatchObject([
        { type: 'message', id: ack?.id, sent_ref: 'r1', content: 'hi' },
      ]);
      expect(chat.heardBy(peer)).toHaveLength(1);
    },
  );

  test.each(SAID)('of $type is told by a sweep to the others alone', async (said) => {
    const losing = loseDeliveries();
    const { chat, sending, other, peer } = await createTrio(createChatUnderTest(losing.ports));
    await losing.lose(() => chat.send(sending, { ...said, echo: false, ref: 'r1' }));
    chat.ports.clock.advance(60_000);
    await runRequest(chat.ports, { type: 'sweep' });
    expect(chat.framesTo(sending)).toEqual([]);
    expect(chat.framesTo(other)).toHaveLength(1);
    expect(chat.heardBy(peer)).toHaveLength(1);
  });

  test('without a ref gets one all the same, as there is no ack', async () => {
    const { chat, sending } = await createTrio();
    await chat.send(sending, { type: 'lobby', content: 'hi', echo: false });
    expect(chat.framesTo(sending)).toMatchObject([{ type: 'message' }]);
  });

  test('is the same command as one that asks for it', async () => {
    const { chat, sending } = await createTrio();
    await chat.send(sending, { type: 'lobby', content: 'hi', echo: false, ref: 'r1' });
    await chat.send(sending, { type: 'lobby', content: 'hi', ref: 'r1' });
    const [first, again] = chat.framesTo(sending);
    expect(again).toEqual(first);
  });

  test('by what is no boolean is refused', async () => {
    const { chat, sending } = await createTrio();
    await chat.send(sending, { type: 'lobby', content: 'hi', echo: 'no', ref: 'r1' });
    expect(chat.framesTo(sending)).toMatchObject([
      { type: 'error', ref: 'r1', error: 'Invalid field: echo (a boolean: true or false)' },
    ]);
  });
});
