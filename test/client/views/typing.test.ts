import { expect, test } from '@jest/globals';
import { createTyping } from '../../../client/requests/typing.ts';
import { TYPING_LASTS_MS } from '../../../protocol/limits.ts';
import { startClient } from '../client-under-test.ts';

test('typing is said more often than it is forgotten, not for each key, and not without a connection', async () => {
  let [time, isLive] = [1_000_000, true];
  const said: string[] = [];
  const typing = createTyping(async (conversation) => void said.push(conversation), {
    isLive: () => isLive,
    now: () => time,
    saidAt: new Map(),
  });
  for (const conversation of ['lobby', 'lobby', 'whisper:ben']) await typing(conversation);
  time += 1_000;
  await typing('lobby');
  expect(said).toEqual(['lobby', 'whisper:ben']);
  time += TYPING_LASTS_MS;
  await typing('lobby');
  expect(said).toHaveLength(3);
  isLive = false;
  time += TYPING_LASTS_MS;
  await typing('lobby');
  isLive = true;
  await typing('lobby');
  expect(said).toHaveLength(4);
  // Nobody is silenced by a clock that was set back.
  time -= 1_000_000;
  await typing('lobby');
  expect(said).toHaveLength(5);
});

test('typing is told anew with the next key once a message was said, in that conversation alone', async () => {
  const { client, chat, timers, goLive } = startClient();
  await goLive();
  const type = async () => {
    for (const conversation of ['lobby', 'group:devs']) void client.typing(conversation);
    await timers.advance(100);
  };
  await type();
  void client.lobby('Hi');
  await timers.advance(100);
  await type();
  await type();
  const told = chat.commands.filter(({ type }) => type === 'typing').map(({ conversation }) => conversation);
  expect(told).toEqual(['lobby', 'group:devs', 'lobby']);
});
