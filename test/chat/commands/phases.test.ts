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

/** @returns the same of a `join` of a group that there is, and of the invitation to it where it is a private one */
async function countOfJoin(kind: 'open' | 'private' | 'nobody’s'): Promise<{ join: number; invite: number }> {
  const { ports, rounds } = countRounds(createMemoryPorts());
  const chat = createChatUnderTest(ports);
  const one = await chat.connect('user1', { protocol: 'v2' });
  const two = await chat.connect('user2', { protocol: 'v2' });
  const count = async (
    from: string,
    command: { readonly type: string; readonly [field: string]: string },
  ) => {
    const before = rounds.passed();
    await chat.send(from, { group_name: 'devs', ref: command.type, ...command });
    expect(chat.framesTo(from).at(-1)).toMatchObject({ type: 'ack', ref: command.type });
    return rounds.passed() - before;
  };
  await count(two, kind === 'nobody’s' ? { type: 'join' } : { type: 'create', kind });
  const invite = kind === 'private' ? await count(two, { type: 'invite', target: 'user1' }) : 0;
  return { invite, join: await count(one, { type: 'join' }) };
}

// The last beside the posts, or behind them.
test.each(['open', 'nobody’s'] as const)('a group that is %s is joined in four rounds', async (kind) => {
  expect((await countOfJoin(kind)).join).toBe(4);
});

test('somebody is invited to a private one in three, and joins it in one more than an open one', async () => {
  expect(await countOfJoin('private')).toEqual({ invite: 3, join: 5 });
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
