import { expect, test } from '@jest/globals';
import { createTyping } from '../../client/requests/typing.ts';
import { TYPING_LASTS_MS } from '../../protocol/limits.ts';

test('typing is said more often than it is forgotten, not for each key, and not without a connection', async () => {
  let [time, isLive] = [1_000_000, true];
  const said: string[] = [];
  const typing = createTyping(async (conversation) => void said.push(conversation), {
    isLive: () => isLive,
    now: () => time,
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
