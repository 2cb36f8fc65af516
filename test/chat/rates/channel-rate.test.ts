import { describe, expect, test } from '@jest/globals';
import { LOBBY_CHANNEL } from '../../../chat/ports/connections/subscriptions.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

/** They take turns, so that none of them uses up what is one user's. */
const SPEAKERS = 40;

/** A lobby of one more than that, in which one message has been said already: its size is known. */
async function createLobby(size: number) {
  // Not held back by how much one connection may say.
  const limits = { ...createMemoryPorts().limits, commandsPerSecond: 1_000, commandBurst: 1_000 };
  const chat = createChatUnderTest({ limits });
  const now = chat.ports.clock.now();
  await chat.ports.subscriptions.put(
    Array.from({ length: size + 1 - SPEAKERS }, (_, index) => ({
      channel: LOBBY_CHANNEL,
      connectionId: `listener/${index}`,
      user: `listener${index}`,
      protocol: 'v1' as const,
      connectedAt: now - HOUR_MS,
      tokenExpiresAt: now + HOUR_MS,
    })),
  );
  const speakers: string[] = [];
  for (let count = 0; count < SPEAKERS; count++) speakers.push(await chat.connect(`speaker${count}`));
  let turn = 0;
  /** @returns what the speaker is answered, and whether the message was stored */
  const say = async (content: string, speaker = speakers[turn++ % SPEAKERS] ?? '') => {
    const before = chat.ports.log.entriesOf(LOBBY_CHANNEL).length;
    await chat.send(speaker, { type: 'lobby', content });
    const isStored = chat.ports.log.entriesOf(LOBBY_CHANNEL).length > before;
    return { isStored, errors: chat.heardBy(speaker).filter((text) => text.startsWith('error')) };
  };
  await say('first');
  return { chat, say, speakers };
}

const accepted = { isStored: true, errors: [] };
const heldBack = { isStored: false, errors: ['error: Slow down'] };

describe('slow mode', () => {
  test('lets a small lobby be a second ahead like a large one', async () => {
    const { chat, say } = await createLobby(149);
    const outcomes = [];
    for (let count = 0; count < 100; count++) outcomes.push(await say('hi'));
    // 5,000 posts are 33 messages to 150.
    expect(outcomes.filter(({ isStored }) => isStored)).toHaveLength(33);
    chat.ports.clock.advance(1_000);
    expect(await say('hi')).toEqual(accepted);
  });

  test('costs a small lobby no write while people type', async () => {
    const { chat, say } = await createLobby(149);
    chat.ports.rateBuckets.take = () => Promise.reject(new Error('It was counted'));
    for (let count = 0; count < 50; count++) {
      expect(await say('hi')).toEqual(accepted);
      chat.ports.clock.advance(1_000);
    }
  });

  test('lets one user have a twentieth of the quota, whatever the connection and the channel', async () => {
    const { chat, say, speakers } = await createLobby(999);
    const [first = ''] = speakers;
    const other = await chat.connect('speaker0');
    const outcomes = [];
    for (let count = 0; count < 40; count++) {
      outcomes.push(await say('hi', count % 2 === 0 ? first : other));
      chat.ports.clock.advance(500);
    }
    // 5,000 posts at once and 500 a second, of 1,000 a message.
    const accepts = outcomes.filter(({ isStored }) => isStored).length;
    expect(accepts).toBeGreaterThanOrEqual(13);
    expect(accepts).toBeLessThanOrEqual(15);
  });

  test('is paid by who joins and leaves, like by who speaks', async () => {
    const quota = { callsPerSecond: 100, burst: 100 };
    const chat = createChatUnderTest({ quota });
    const users = await Promise.all(Array.from({ length: 20 }, (_, place) => chat.connect(`user${place}`)));
    for (const one of users.slice(1)) {
      await chat.send(one, { type: 'join', group_name: 'devs' });
      chat.ports.clock.advance(1_000);
    }
    const [restless = ''] = users;
    const posts = () => users.flatMap((one) => chat.ports.posts.framesOf(one)).length;
    const before = posts();
    for (let count = 0; count < 10; count++) {
      await chat.send(restless, { type: count % 2 === 0 ? 'join' : 'leave', group_name: 'devs' });
      chat.ports.clock.advance(100);
    }
    // Of 50 posts a second a second ahead, and what the environment lets through by itself.
    expect(posts() - before).toBeLessThanOrEqual(50 + 50 + 20 + 10);
    expect(chat.heardBy(restless)).toContain('error: Slow down');
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
