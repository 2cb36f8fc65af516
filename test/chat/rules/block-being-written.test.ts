import { describe, expect, test } from '@jest/globals';
import { createChatUnderTest } from '../chat-under-test.ts';

/** What `mia` sees of what `bob` says while she is blocking him. */
async function blockWhile(saying: object, how: 'settled' | 'crashed' | 'settling') {
  const chat = createChatUnderTest({ blockPolicy: 'silent' });
  const [mia, bob] = [await chat.connect('mia', { protocol: 'v2' }), await chat.connect('bob')];
  for (const one of [mia, bob]) await chat.send(one, { type: 'join', group_name: 'devs' });
  for (const one of [mia, bob]) chat.ports.posts.framesOf(one);
  const { add, settle } = chat.ports.blocks;
  let said: Promise<void> | undefined;
  const say = async () => {
    said = chat.send(bob, saying);
    for (let turns = 0; turns < 5; turns++) await new Promise(setImmediate);
    chat.ports.clock.advance(10);
  };
  chat.ports.blocks.add = async (block) => {
    chat.ports.clock.advance(10);
    const isNew = await add(block);
    if (how !== 'settling') await say();
    if (how === 'crashed') throw new Error('The function died');
    return isNew;
  };
  chat.ports.blocks.settle = async (block) => {
    // Behind the id from which on the block hides, and before that is written.
    chat.ports.clock.advance(10);
    if (how === 'settling') await say();
    await settle(block);
  };
  await chat.send(mia, { type: 'block', target: 'bob' });
  await said;
  const contents = (frames: readonly Record<string, unknown>[]) =>
    frames.flatMap(({ content }) => (content === undefined ? [] : [content]));
  const live = contents(chat.framesTo(mia));
  const ask = async (frame: object) => {
    await chat.send(mia, frame);
    return contents((chat.framesTo(mia).at(-1) as { events: Record<string, unknown>[] }).events);
  };
  // Longer than the block can take to be settled.
  chat.ports.clock.advance(7_000);
  const { conversation } = { conversation: 'lobby', ...saying };
  return { live, synced: await ask({ type: 'sync' }), history: await ask({ type: 'history', conversation }) };
}

describe('what is sent while a block is being written', () => {
  test.each([
    ['lobby', { type: 'lobby', content: 'hi' }],
    ['group', { type: 'group', group_name: 'devs', content: 'hi', conversation: 'group:devs' }],
    ['whisper', { type: 'whisper', target: 'mia', content: 'hi', conversation: 'whisper:bob' }],
  ])('is seen live, by sync and in history, or nowhere (%s)', async (_, saying) => {
    for (const how of ['settled', 'crashed'] as const) {
      const seen = await blockWhile(saying, how);
      expect(seen).toEqual({ live: ['hi'], synced: ['hi'], history: ['hi'] });
    }
    expect(await blockWhile(saying, 'settling')).toEqual({ live: [], synced: [], history: [] });
  });
});
