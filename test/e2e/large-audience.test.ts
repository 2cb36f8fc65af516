import { setTimeout as sleep } from 'node:timers/promises';
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import { expect, test } from '@jest/globals';
import { startChatUnderTest } from './chat-under-test.ts';
import { openDatabase } from './database.ts';
import { findTable } from './rows.ts';

const chat = startChatUnderTest({ recordCalls: true });

const GHOSTS = 1_200;
const A_CALL = 25;
/** Seconds: longer than a delivery and its removals take, and than the bucket of who speaks needs. */
const LOOKS_PER_MESSAGE = 25;

/** Subscriptions to the lobby of sockets that died an hour ago without a word. */
async function leaveGhosts(): Promise<void> {
  const database = openDatabase(chat.stack);
  const hourAgo = Date.now() - 60 * 60 * 1_000;
  const rows = Array.from({ length: GHOSTS }, (_, index) => ({
    pk: 'lobby',
    // Eleven bytes, as a connection's id has, that sort before the others: those are in the last chunk.
    sk: Buffer.from(String(index).padStart(11, '\0')).toString('base64'),
    user: `ghost${index % 40}`,
    protocol: 'v1',
    connectedAt: hourAgo,
    tokenExpiresAt: hourAgo * 2,
    expiresAt: Math.floor(hourAgo / 500),
  }));
  const table = findTable(chat.stack, 'Connections');
  for (let start = 0; start < rows.length; start += A_CALL) {
    const puts = rows.slice(start, start + A_CALL).map((Item) => ({ PutRequest: { Item } }));
    await database.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
  database.destroy();
}

test('an audience of more than one function’s work hears a message once, and its dead connections go', async () => {
  const users = Array.from({ length: 5 }, () => chat.name('listener'));
  const clients = await Promise.all(users.map((user) => chat.connect(user)));
  await leaveGhosts();

  clients[0]?.send({ type: 'lobby', content: 'is anybody there?' });
  for (const client of clients) expect(await client.next()).toBe(`(Lobby): ${users[0]}: is anybody there?`);
  // Two chunks: 500 from the message's own function, then 500, then the rest.
  expect((await chat.stack.calls()).invocations).toBe(2);

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
