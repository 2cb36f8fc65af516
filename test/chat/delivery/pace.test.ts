import { describe, expect, test } from '@jest/globals';
import { LOBBY_CHANNEL } from '../../../chat/ports/subscriptions.ts';
import { createMemoryPorts } from '../../memory/chat-ports.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

/** A lobby of that many, in which one message has been said already: its size is known. */
async function createLobby(size: number) {
  // Not held back by how much one connection may say.
  const limits = { ...createMemoryPorts().limits, commandsASecond: 1_000, commandBurst: 1_000 };
  const chat = createChatUnderTest({ limits });
  const now = chat.ports.clock.now();
  await chat.ports.subscriptions.put(
    Array.from({ length: size }, (_, index) => ({
      channel: LOBBY_CHANNEL,
      connectionId: `listener/${index}`,
      user: `listener${index}`,
      protocol: 'v1' as const,
      connectedAt: now - HOUR_MS,
      tokenExpiresAt: now + HOUR_MS,
    })),
  );
  const speaker = await chat.connect('speaker');
  /** @returns what the speaker is answered, and whether the message was stored */
  const say = async (content: string) => {
    const before = chat.ports.log.entriesOf(LOBBY_CHANNEL).length;
    await chat.send(speaker, { type: 'lobby', content });
    const isStored = chat.ports.log.entriesOf(LOBBY_CHANNEL).length > before;
    return { isStored, errors: chat.heardBy(speaker).filter((text) => text.startsWith('error')) };
  };
  await say('first');
  return { chat, say };
}

const accepted = { isStored: true, errors: [] };
const heldBack = { isStored: false, errors: ['error: Slow down'] };

describe('slow mode', () => {
  test('lets a small lobby speak as fast as it likes', async () => {
    const { say } = await createLobby(150);
    for (let count = 0; count < 100; count++) expect(await say('hi')).toEqual(accepted);
  });

  test('lets a lobby of 10,000 speak every two seconds; who is faster is told, and nothing is stored', async () => {
    const { chat, say } = await createLobby(9_999);
    const startedAt = chat.ports.clock.now();
    expect(await say('one')).toEqual(accepted);
    // 10,000 posts are two seconds of 5,000 a second.
    expect(await say('two')).toEqual(heldBack);
    // Handing it on took some of them.
    chat.ports.clock.advance(startedAt + 1_999 - chat.ports.clock.now());
    expect(await say('two')).toEqual(heldBack);
    chat.ports.clock.advance(1);
    expect(await say('two')).toEqual(accepted);
    expect(await say('three')).toEqual(heldBack);
  });

  test('lets a lobby of 1,000 be a second ahead', async () => {
    const { chat, say } = await createLobby(999);
    const outcomes = [];
    for (let count = 0; count < 6; count++) outcomes.push(await say('hi'));
    expect(outcomes.filter(({ isStored }) => isStored)).toHaveLength(5);
    chat.ports.clock.advance(1_000);
    expect(await say('hi')).toEqual(accepted);
  });
});
