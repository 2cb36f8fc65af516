import { expect, test } from '@jest/globals';
import { createMemoryStore } from '../../../client/storage/store.ts';
import { type ClientUnderTest, startClient } from '../client-under-test.ts';
import { createFakeChat, tokenFor } from '../fake-chat.ts';
import { createFakeTimers, type FakeTimers } from '../fake-timers.ts';

/** A small generator of numbers in [0, 1) that a seed repeats (mulberry32). */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Half an hour of a chat in which everything goes wrong that can; then a while in which nothing does. */
async function runFaults(seed: number) {
  const random = createRandom(seed);
  const timers: FakeTimers = createFakeTimers();
  const chat = createFakeChat(timers);
  const store = createMemoryStore();
  const received: string[] = [];
  const said: string[] = [];
  const stored = (content: string, post: boolean) => {
    const conversation = random() < 0.5 ? 'lobby' : 'whisper:user2';
    // Stored as late as a write may be.
    const event = chat.store({ conversation, content }, Math.floor(random() * 20_000));
    said.push(content);
    if (!post) return;
    // Each delivery is early, late, repeated or lost, but for what the server closes sockets over.
    for (let copies = Math.floor(random() * 3); copies > 0; copies--) {
      timers.setTimeout(() => chat.post(event), Math.floor(random() * 100_000));
    }
  };
  const own: string[] = [];
  let under: ClientUnderTest | undefined;
  const errors: unknown[] = [];
  const restart = () => {
    under?.client.close();
    under = startClient(
      {
        store,
        random,
        token: () => {
          if (random() < 0.05) throw new Error('No token');
          return tokenFor('user1', timers.now() + Math.floor(10_000 + random() * 900_000));
        },
      },
      { timers, chat },
    );
    under.client.on('message', ({ content }) => received.push(content));
    under.client.connect();
    errors.push(...under.errors);
  };
  restart();
  // The first sync says from when on this client knows the chat.
  await timers.advance(60_000);
  chat.pageSize = 5;
  chat.intercept = (command, socket) => {
    const fate = random();
    if (fate < 0.03) return true;
    if (fate < 0.05) socket.drop();
    if (fate < 0.07)
      chat.answer(socket, command, { type: 'error', code: 'internal', error: 'x', retryable: true });
    if (fate < 0.07) return true;
    if (fate < 0.09) setTimeoutDrop(socket);
    return false;
  };
  const setTimeoutDrop = (socket: { drop(): void }) => timers.setTimeout(() => socket.drop(), 6);
  for (let step = 0; step < 120; step++) {
    await timers.advance(Math.floor(random() * 30_000));
    const fate = random();
    if (fate < 0.4) stored(`m${step}`, fate < 0.35);
    else if (fate < 0.6) {
      own.push(`own${step}`);
      void under?.client.lobby(`own${step}`);
    } else if (fate < 0.65) chat.socket.drop();
    else if (fate < 0.68) chat.socket.isSilent = true;
    else if (fate < 0.72) restart();
    else if (fate < 0.74) timers.sleep(Math.floor(random() * 200_000));
    else if (fate < 0.76) {
      chat.socket.post({ type: 'closing', code: 'internal', error: 'x', reconnect: true });
    }
  }
  chat.intercept = () => false;
  // What was never posted comes with the next sync that needs no reason.
  await timers.advance(49 * 60_000);
  const outcome = {
    received: [...received].sort(),
    expected: [...said, ...chat.done.map(({ content }) => String(content))].sort(),
    done: chat.done.map(({ content }) => String(content)),
    own,
    state: under?.client.state,
    pending: under?.client.pending,
    errors: [...errors, ...(under?.errors ?? [])],
  };
  under?.client.close();
  await timers.advance(200_000);
  return { ...outcome, timersLeft: timers.pending };
}

const seeds = Array.from({ length: Number(process.env.CLIENT_FAULT_RUNS ?? 40) }, (_, seed) => seed + 1);

test.each(seeds)('nothing is lost, repeated or out of order, whatever goes wrong (%i)', async (seed) => {
  const { received, expected, done, own, state, pending, errors, timersLeft } = await runFaults(seed);
  expect(received).toEqual(expected);
  // Some may have been given up, none was done twice, and each was done in its turn.
  expect(done).toEqual(own.filter((content) => done.includes(content)));
  expect([state, pending, errors, timersLeft]).toEqual(['live', [], [], 0]);
});
