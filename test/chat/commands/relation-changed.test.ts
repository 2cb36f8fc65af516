import { describe, expect, test } from '@jest/globals';
import { createChatUnderTest } from '../chat-under-test.ts';

type BlockPolicy = 'notify' | 'silent';
type Step = readonly [who: 'user1' | 'user2', type: string];

/** What `user2`, on v2, is told live when `user1` does something after some steps. */
async function heardOf(steps: readonly Step[], type: string, blockPolicy: BlockPolicy = 'notify') {
  const chat = createChatUnderTest({ blockPolicy });
  const connections = {
    user1: await chat.connect('user1', { protocol: 'v2' }),
    user2: await chat.connect('user2', { protocol: 'v2' }),
  };
  const old = await chat.connect('user2');
  for (const [who, step] of steps) {
    chat.ports.clock.advance(10_000);
    await chat.send(connections[who], { type: step, target: who === 'user1' ? 'user2' : 'user1' });
  }
  for (const connection of Object.values(connections)) chat.framesTo(connection);
  chat.heardBy(old);
  await chat.send(connections.user1, { type, target: 'user2' });
  const own = chat.framesTo(connections.user1).map((frame) => frame.type);
  // A declined request is no event, so that one's own devices are told in the same way.
  expect(own.includes('relation_changed')).toBe(type === 'decline');
  return { frames: chat.framesTo(connections.user2), texts: chat.heardBy(old) };
}

const changed = { type: 'relation_changed', user: 'user1' };
const asked: Step = ['user2', 'add'];
const asking: Step = ['user1', 'add'];
const friends: Step[] = [asked, ['user1', 'accept']];
const blocked: Step = ['user1', 'block'];
const blocking: Step = ['user2', 'block'];

describe('the other party is told that something has changed, and not what', () => {
  test.each<[string, Step[], string]>([
    ['a friendship ends', friends, 'unfriend'],
    ['a request is withdrawn', [asking], 'unfriend'],
    ['a request is declined', [asked], 'decline'],
    ['a block ends', [blocked], 'unblock'],
  ])('when %s', async (_, steps, type) => {
    expect(await heardOf(steps, type)).toEqual({ frames: [changed], texts: [] });
  });

  test.each<[string, Step[], string]>([
    ['a friendship ends by a silent block, as by unfriending', friends, 'block'],
    ['a request of theirs does, as by declining', [asked], 'block'],
    ['a request to them does, as by withdrawing it', [asking], 'block'],
    ['a request that the block hid ends with it, as by declining', [blocked, asked], 'unblock'],
  ])('when %s', async (_, steps, type) => {
    const outcome = await heardOf(steps, type, 'silent');
    expect(outcome).toEqual({ frames: [changed], texts: [] });
  });
});

describe('the other party is told nothing', () => {
  test.each<[string, Step[], string]>([
    ['a silent block ends nothing', [], 'block'],
    ['a silent block ends', [blocked], 'unblock'],
    ['who they have blocked withdraws a request that they never saw', [blocking, asking], 'unfriend'],
    ['who they have blocked blocks them', [blocking, asking], 'block'],
  ])('when %s (policy silent)', async (_, steps, type) => {
    expect(await heardOf(steps, type, 'silent')).toEqual({ frames: [], texts: [] });
  });

  test.each<[string, Step[], string]>([
    ['the command is refused', [], 'unfriend'],
    ['who they have blocked ends a block of theirs', [blocked, blocking], 'unblock'],
  ])('when %s (policy notify)', async (_, steps, type) => {
    expect(await heardOf(steps, type)).toEqual({ frames: [], texts: [] });
  });
});

test('the other party is told on a device, too, that came while a silent block was being written', async () => {
  const chat = createChatUnderTest({ blockPolicy: 'silent' });
  const [one, two] = [await chat.connect('user1'), await chat.connect('user2', { protocol: 'v2' })];
  await chat.send(one, { type: 'add', target: 'user2' });
  await chat.send(two, { type: 'accept', target: 'user1' });
  chat.framesTo(two);
  let late = '';
  const { add } = chat.ports.blocks;
  chat.ports.blocks.add = async (block) => {
    late = await chat.connect('user2', { protocol: 'v2' });
    return add(block);
  };
  await chat.send(one, { type: 'block', target: 'user2' });
  expect([chat.framesTo(two), chat.framesTo(late)]).toEqual([[changed], [changed]]);
});

test('a block that is told of comes with the notice that a friendship has ended', async () => {
  const { frames } = await heardOf(friends, 'block');
  expect(frames).toEqual([expect.objectContaining({ type: 'blocked', from: 'user1' }), changed]);
});
