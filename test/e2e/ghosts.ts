import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { RunningStack } from '../../local/start-stack.ts';
import { openDatabase } from './database.ts';
import { findTable } from './rows.ts';

const A_CALL = 25;
const USERS = 40;

/**
 * Leaves subscriptions to the lobby of sockets that died an hour ago without a word. They come first in its audience. Their users
 * have other connections, so that nobody need be told that they have gone.
 */
export async function leaveGhosts(stack: RunningStack, ghosts: number): Promise<void> {
  const database = openDatabase(stack);
  const hourAgo = Date.now() - 60 * 60 * 1_000;
  const makeRow = (index: number) => ({
    pk: 'lobby',
    // Eleven bytes, as a connection's id has, that sort before the others: those are in the last chunk.
    sk: Buffer.from(String(index).padStart(11, '\0')).toString('base64'),
    user: `ghost${index % USERS}`,
    protocol: 'v1',
    connectedAt: hourAgo,
    tokenExpiresAt: hourAgo * 2,
    expiresAt: Math.floor(hourAgo / 500),
  });
  const others = Array.from({ length: USERS }, (_, index) => ({
    ...makeRow(index),
    pk: `user:ghost${index}`,
    sk: 'another',
  }));
  const rows = [...others, ...Array.from({ length: ghosts }, (_, index) => makeRow(index))];
  const table = findTable(stack, 'Connections');
  for (let start = 0; start < rows.length; start += A_CALL) {
    const puts = rows.slice(start, start + A_CALL).map((Item) => ({ PutRequest: { Item } }));
    await database.send(new BatchWriteCommand({ RequestItems: { [table]: puts } }));
  }
  database.destroy();
}
