import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import { RECIPIENTS_PER_FUNCTION } from '../../chat/delivery/deliver.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { leaveGhosts } from './ghosts.ts';

const chat = startChatUnderTest({ recordCalls: true });

/** Two functions’ work; the listeners are the third’s. */
const GHOSTS = 2 * RECIPIENTS_PER_FUNCTION;
/** Seconds: longer than a delivery and its removals take, and than the bucket of who speaks needs. */
const LOOKS_PER_MESSAGE = 25;

test('an audience of more than one function’s work hears a message once, and its dead connections go', async () => {
  const users = Array.from({ length: 5 }, () => chat.name('listener'));
  const clients = await Promise.all(users.map((user) => chat.connect(user)));
  await leaveGhosts(chat.stack, GHOSTS);

  const before = (await chat.stack.calls()).invocations;
  clients[0]?.send({ type: 'lobby', content: 'is anybody there?' });
  for (const client of clients) expect(await client.next()).toBe(`(Lobby): ${users[0]}: is anybody there?`);
  // Two chunks: 500 from the message's own function, then 500, then the rest.
  expect((await chat.stack.calls()).invocations).toBe(before + 2);

  const isGhost = (row: string) => row.startsWith('lobby / AAAAAA');
  const say = async () => {
    clients[0]?.send({ type: 'lobby', content: 'only us' });
    for (const client of clients) expect(await client.next()).toBe(`(Lobby): ${users[0]}: only us`);
  };
  for (let looks = 1; (await chat.connectionRows()).some(isGhost); looks++) {
    // Without a pause the looks would keep the database from removing them.
    await sleep(1_000);
    // Rows that a busy database couldn't remove in time go with the next message.
    if (looks % LOOKS_PER_MESSAGE === 0) await say();
  }
  await say();
}, 300_000);
