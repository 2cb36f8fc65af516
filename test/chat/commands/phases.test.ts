import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { countRounds } from '../count-rounds.ts';

/** @returns how many rounds of calls to the database a command with a `ref` takes */
async function countOf(type: string, { areFriends = false } = {}): Promise<number> {
  const { ports, rounds } = countRounds(createMemoryPorts());
  const chat = createChatUnderTest(ports);
  const one = await chat.connect('user1', { protocol: 'v2' });
  const two = await chat.connect('user2', { protocol: 'v2' });
  if (areFriends) {
    await chat.send(two, { type: 'add', target: 'user1' });
    await chat.send(one, { type: 'accept', target: 'user2' });
  }
  const before = rounds.passed();
  await chat.send(one, { type, target: 'user2', ref: 'r1' });
  expect(chat.framesTo(one).at(-1)).toMatchObject({ type: 'ack', ref: 'r1' });
  return rounds.passed() - before;
}

/** @returns the same of a `join` of a group that there is, which a command like that made */
async function countOfJoin(made: 'join' | 'create'): Promise<number> {
  const { ports, rounds } = countRounds(createMemoryPorts());
  const chat = createChatUnderTest(ports);
  const one = await chat.connect('user1', { protocol: 'v2' });
  await chat.send(await chat.connect('user2'), { type: made, group_name: 'devs' });
  const before = rounds.passed();
  await chat.send(one, { type: 'join', group_name: 'devs', ref: 'r1' });
  expect(chat.framesTo(one).at(-1)).toMatchObject({ type: 'ack', ref: 'r1' });
  return rounds.passed() - before;
}

// The last beside the posts, or behind them.
test.each(['join', 'create'] as const)('a group that a %s made is joined in four rounds', async (made) => {
  expect(await countOfJoin(made)).toBe(4);
});

describe('what stands between two, while the other is there', () => {
  // Behind its posts, not counted here, that it is undelivered is taken away.
  test('begins by a request in three rounds, the first of the day of a pair', async () => {
    expect(await countOf('add')).toBe(3);
  });

  test.each([false, true])('ends by a block in four (friends before: %s)', async (areFriends) => {
    expect(await countOf('block', { areFriends })).toBe(4);
  });
});
