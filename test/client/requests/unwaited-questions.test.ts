import { afterEach, expect, test } from '@jest/globals';
import type { ChatClient } from '../../../client/index.ts';
import { idAt } from '../../contract/event-ids.ts';
import { startClient } from '../client-under-test.ts';

const unhandled: unknown[] = [];
const note = (error: unknown) => void unhandled.push(error);
afterEach(() => {
  process.off('unhandledRejection', note);
  unhandled.length = 0;
});

test.each<[type: string, ask: (client: ChatClient) => unknown]>([
  ['read', (client) => client.read('whisper:nobody', idAt(1))],
  ['typing', (client) => client.typing('whisper:nobody')],
  ['members', (client) => client.members('devs')],
])('a refused %s that nobody waits for is no unhandled rejection', async (type, ask) => {
  process.on('unhandledRejection', note);
  const { client, chat, timers, goLive } = startClient();
  await goLive();
  chat.answerAll(type, {
    type: 'error',
    code: 'user_not_found',
    error: 'User not found: nobody',
    retryable: false,
  });
  ask(client);
  await timers.advance(100);
  // Node tells of rejections that nobody handles behind the microtasks.
  await new Promise(setImmediate);
  expect(chat.count(type)).toBe(1);
  expect(unhandled).toEqual([]);
});
