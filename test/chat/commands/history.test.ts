import { describe, expect, test } from '@jest/globals';
import type { History } from '../../../protocol/frames/answers.ts';
import type { LoggedFrame } from '../../../protocol/frames/logged.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

async function createReader() {
  const chat = createChatUnderTest();
  const one = await chat.connect('user1', { protocol: 'v2' });
  const two = await chat.connect('user2', { protocol: 'v2' });
  return {
    chat,
    say: (frame: object) => chat.send(two, frame),
    do: (frame: object) => chat.send(one, frame),
    async history(fields: object): Promise<History> {
      await chat.send(one, { type: 'history', ...fields });
      return chat.framesTo(one).at(-1) as unknown as History;
    },
  };
}

const contents = (events: readonly LoggedFrame[]) =>
  events.map((event) => ('content' in event ? event.content : event.type));

describe('history', () => {
  test('gives a conversation page by page, newest first, to its end', async () => {
    const { chat, say, history } = await createReader();
    for (let count = 0; count < 25; count++) {
      await say({ type: 'lobby', content: `${count}` });
      chat.ports.clock.advance(500);
    }
    const seen: string[] = [];
    let before: string | null = null;
    let pages = 0;
    do {
      const page: History = await history({ conversation: 'lobby', limit: 10, ...(before && { before }) });
      seen.push(...contents(page.events));
      ({ before } = page);
      pages++;
    } while (before !== null);
    expect(seen).toEqual(Array.from({ length: 25 }, (_, count) => `${24 - count}`));
    expect(pages).toBe(3);
  });

  test('of nothing is empty', async () => {
    const { history } = await createReader();
    for (const conversation of ['lobby', 'whisper:user2']) {
      expect(await history({ conversation })).toEqual({
        type: 'history',
        conversation,
        events: [],
        before: null,
      });
    }
  });

  test('of a group begins with one’s joining, and is for members only', async () => {
    const { chat, say, history, do: act } = await createReader();
    expect(await history({ conversation: 'group:devs' })).toMatchObject({ code: 'group_not_found' });
    await say({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'before' });
    expect(await history({ conversation: 'group:devs' })).toMatchObject({ code: 'not_a_member' });
    chat.ports.clock.advance(10);
    await act({ type: 'join', group_name: 'devs' });
    await say({ type: 'group', group_name: 'devs', content: 'after' });
    expect(contents((await history({ conversation: 'group:devs' })).events)).toEqual(['after', 'joined']);
  });

  test('of a whisper is what the two said, and of nobody an error', async () => {
    const { chat, say, history } = await createReader();
    await chat.connect('user3');
    await say({ type: 'whisper', target: 'user1', content: 'for you' });
    await say({ type: 'whisper', target: 'user3', content: 'for another' });
    expect(contents((await history({ conversation: 'whisper:user2' })).events)).toEqual(['for you']);
    expect((await history({ conversation: 'whisper:user3' })).events).toEqual([]);
    expect(await history({ conversation: 'whisper:user9' })).toMatchObject({ code: 'user_not_found' });
  });

  test('leaves out what a block hides, and goes on behind it', async () => {
    const { chat, say, history, do: act } = await createReader();
    await say({ type: 'lobby', content: 'before' });
    chat.ports.clock.advance(10);
    await act({ type: 'block', target: 'user2' });
    chat.ports.clock.advance(10);
    for (let count = 0; count < 5; count++) await say({ type: 'lobby', content: `hidden ${count}` });
    const first = await history({ conversation: 'lobby', limit: 5 });
    expect(first.events).toEqual([]);
    expect(contents((await history({ conversation: 'lobby', before: first.before })).events)).toEqual([
      'before',
    ]);
  });
});
