import { describe, expect, test } from '@jest/globals';
import { createChatUnderTest } from '../../chat-under-test.ts';

const group_name = 'devs';
const conversation = 'group:devs';
const v2 = { protocol: 'v2' } as const;

/** `ann` says something in a group of hers, then `ben` joins it. */
async function createDevs(history?: 'joining' | 'full') {
  const chat = createChatUnderTest();
  const [ann, ben] = [await chat.connect('ann', v2), await chat.connect('ben', v2)];
  await chat.send(ann, { type: 'create', group_name, history });
  await chat.send(ann, { type: 'group', group_name, content: 'Before' });
  chat.ports.clock.advance(1_000);
  const join = (options?: { receivedAt: number }) => chat.send(ben, { type: 'join', group_name }, options);
  const ask = async (frame: object) => {
    chat.framesTo(ben);
    await chat.send(ben, { ...frame, ref: 'r1' });
    return chat.framesTo(ben).at(-1) ?? {};
  };
  const contents = async (frame: object) =>
    ((await ask(frame)).events as { content?: string }[]).flatMap(({ content }) => content ?? []);
  return { ...chat, ann, ben, join, ask, contents };
}

describe('who joins a group', () => {
  test('sees nothing of what was said before', async () => {
    const { join, contents } = await createDevs();
    await join();
    expect(await contents({ type: 'history', conversation })).toEqual([]);
    expect(await contents({ type: 'sync' })).toEqual([]);
  });

  test('sees all of it where the group says so, in history and by a sync', async () => {
    const { join, contents } = await createDevs('full');
    await join();
    expect(await contents({ type: 'history', conversation })).toEqual(['Before']);
    expect(await contents({ type: 'sync' })).toEqual(['Before']);
  });

  test('has nothing unread of it', async () => {
    const { join, send, ann, ask } = await createDevs('full');
    await join();
    await send(ann, { type: 'group', group_name, content: 'Behind' });
    const { items } = await ask({ type: 'conversations' });
    expect(items).toMatchObject([{ conversation: 'lobby' }, { conversation, unread: 1 }]);
  });

  test('may answer it, and react to it', async () => {
    const { join, send, ann, ben, framesTo, ask } = await createDevs('full');
    await join();
    const said = framesTo(ann).find(({ type }) => type === 'message')?.id;
    await send(ben, { type: 'group', group_name, content: 'Yes', reply_to: said });
    expect(framesTo(ben)).toMatchObject([{ type: 'joined' }, { reply_to: { id: said, cut: 'Before' } }]);
    expect(await ask({ type: 'react', conversation, id: said, emoji: '👍' })).not.toMatchObject({
      type: 'error',
    });
  });

  test('hears live what was said before and comes late, also on a connection that is opened later', async () => {
    const { join, ben, connect, send, ann, framesTo, ports } = await createDevs('full');
    const receivedAt = ports.clock.now() - 500;
    await join();
    const phone = await connect('ben', v2);
    framesTo(ben);
    await send(ann, { type: 'group', group_name, content: 'On its way' }, { receivedAt });
    expect(framesTo(ben)).toMatchObject([{ content: 'On its way' }]);
    expect(framesTo(phone)).toMatchObject([{ content: 'On its way' }]);
  });

  test('sees their own joining also where it was asked for before the group was made, and done behind that', async () => {
    const { join, ask, ports } = await createDevs('full');
    await join({ receivedAt: ports.clock.now() - 5_000 });
    const { events } = await ask({ type: 'history', conversation });
    expect(events).toMatchObject([
      { type: 'message' },
      { type: 'joined', user: 'ann' },
      { type: 'joined', user: 'ben' },
    ]);
  });

  test('is held to what the group said at the joining', async () => {
    const { join, send, ann, contents } = await createDevs();
    await join();
    await send(ann, { type: 'describe', group_name, history: 'full' });
    expect(await contents({ type: 'history', conversation })).toEqual([]);
  });
});
