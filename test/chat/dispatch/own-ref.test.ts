import { describe, expect, test } from '@jest/globals';
import { createChatUnderTest } from '../chat-under-test.ts';

type Frame = Record<string, unknown>;

/** One user on two devices, one of them sending, another user, and a device that says nothing and hears v1. */
async function createRoom() {
  const chat = createChatUnderTest();
  const sending = await chat.connect('user1', { protocol: 'v2' });
  const other = await chat.connect('user1', { protocol: 'v2' });
  const old = await chat.connect('user1');
  const stranger = await chat.connect('user2', { protocol: 'v2' });
  for (const one of [sending, stranger]) await chat.send(one, { type: 'join', group_name: 'devs' });
  const ask = async (connection: string, command: Frame): Promise<Frame> => {
    chat.framesTo(connection);
    await chat.send(connection, command);
    return chat.framesTo(connection).at(-1) ?? {};
  };
  return { chat, sending, other, old, stranger, ask };
}

const messages: [string, Frame][] = [
  ['lobby', { type: 'lobby', content: 'Hi' }],
  ['group:devs', { type: 'group', group_name: 'devs', content: 'Hi' }],
  ['whisper:user2', { type: 'whisper', target: 'user2', content: 'Hi' }],
];

describe('a message that was sent with a ref', () => {
  test.each(messages)(
    'carries it on each of its author’s devices, and to nobody else: %s',
    async (_, command) => {
      const { chat, sending, other, old, stranger } = await createRoom();
      const heard = () => [sending, other, stranger].map((one) => chat.framesTo(one));
      heard();
      chat.heardBy(old);
      await chat.send(sending, { ...command, ref: 'my-ref' });
      const refs = heard().map((frames) =>
        frames.filter(({ type }) => type === 'message').map(({ sent_ref }) => sent_ref),
      );
      expect(refs).toEqual([['my-ref'], ['my-ref'], [undefined]]);
      expect(chat.heardBy(old).join()).not.toContain('my-ref');
    },
  );

  test.each(messages)(
    'still carries it later, by sync, in history and in lists: %s',
    async (conversation, command) => {
      const { sending, other, stranger, ask } = await createRoom();
      const ack = await ask(sending, { ...command, ref: 'my-ref' });
      expect(ack).toMatchObject({ type: expect.stringMatching(/ack|message/) });
      const theirs = conversation.startsWith('whisper') ? 'whisper:user1' : conversation;
      for (const [reader, name, ref] of [
        [other, conversation, 'my-ref'],
        [stranger, theirs, undefined],
      ] as const) {
        const { events } = (await ask(reader, { type: 'history', conversation: name })) as {
          events: Frame[];
        };
        expect(events.find(({ type }) => type === 'message')?.sent_ref).toBe(ref);
        const page = (await ask(reader, { type: 'conversations' })) as {
          items: { conversation: string; last: Frame }[];
        };
        expect(page.items.find((item) => item.conversation === name)?.last.sent_ref).toBe(ref);
        const cursors = { lobby: '0'.repeat(26), whispers: '0'.repeat(26), 'group:devs': '0'.repeat(26) };
        const synced = (await ask(reader, { type: 'sync', cursors })) as { events: Frame[] };
        expect(synced.events.filter(({ type }) => type === 'message').map((event) => event.sent_ref)).toEqual(
          [ref],
        );
      }
    },
  );

  test('carries it to its author only, however many hear it by other functions', async () => {
    const { chat, sending, other, stranger } = await createRoom();
    for (let count = 0; count < 600; count++) await chat.connect(`a${count}`, { protocol: 'v2' });
    chat.framesTo(other);
    await chat.send(sending, { type: 'lobby', content: 'Hi', ref: 'my-ref' });
    expect(chat.framesTo(other)).toMatchObject([{ type: 'message', sent_ref: 'my-ref' }]);
    const fannedOut = chat.ports.deliverRequests.requests.flatMap((request) =>
      'frames' in request ? [request.frames.v2] : [],
    );
    expect(fannedOut).toEqual([expect.stringContaining('Hi')]);
    expect(fannedOut.join()).not.toContain('my-ref');
    expect(JSON.stringify(chat.framesTo(stranger))).not.toContain('my-ref');
  });
});
