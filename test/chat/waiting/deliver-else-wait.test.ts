import { describe, expect, test } from '@jest/globals';
import { removeConnection } from '../../../chat/connections/remove-connection.ts';
import type { Subscriptions } from '../../../chat/ports/connections/subscriptions.ts';
import { drainWaiting } from '../../../chat/waiting/drain-waiting.ts';
import { gone, passing, posted, type RecordingPosts } from '../../../memory/posts.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const whisper = (content: string) => ({ type: 'whisper', target: 'user2', content });
const heard = (content: string) => `(Whisper from user1): ${content}`;

async function connectBoth() {
  const chat = createChatUnderTest();
  return { chat, from: await chat.connect('user1'), to: await chat.connect('user2') };
}

/** Makes the cheap reads lag behind: they see nobody. */
function lagBehind({ subscriptions }: { subscriptions: Subscriptions }): void {
  const { pages, ofUser } = subscriptions;
  subscriptions.ofUser = async (user, options) =>
    options?.consistent === false
      ? { connections: [], barredUntil: 0, isShut: false }
      : ofUser(user, options);
  subscriptions.pages = async function* (channel, options) {
    if (options.consistent) yield* pages(channel, options);
  };
}

describe('a whisper is written down before it is posted, and', () => {
  test('nobody else hands it over meanwhile', async () => {
    const { chat, from, to } = await connectBoth();
    chat.ports.posts.script(to, async (earlier) => {
      if (earlier === 0)
        await drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 25_000 });
      return posted;
    });
    await chat.send(from, whisper('one'));
    expect(chat.heardBy(to)).toEqual([heard('one')]);
  });

  test('reaches who connected while its sender found nobody', async () => {
    const { chat, from, to } = await connectBoth();
    lagBehind(chat.ports);
    await chat.send(from, whisper('one'));
    expect(chat.heardBy(to)).toEqual([heard('one')]);
    expect(await chat.ports.waiting.any('user2')).toBe(false);
  });

  test('reaches who connects while the connection that its sender found turns out to be gone', async () => {
    const { chat, from, to } = await connectBoth();
    let fresh = '';
    chat.ports.clock.advance(60_000);
    chat.ports.posts.script(to, async () => {
      fresh = await chat.connect('user2');
      return gone;
    });
    await chat.send(from, whisper('one'));
    expect(chat.heardBy(fresh)).toEqual([heard('one')]);
  });

  test('waits when every connection that was there is gone', async () => {
    const { chat, from, to } = await connectBoth();
    chat.ports.clock.advance(60_000);
    chat.ports.posts.script(to, () => gone);
    await chat.send(from, whisper('one'));
    expect(await chat.ports.waiting.any('user2')).toBe(true);
    const fresh = await chat.connect('user2');
    await drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 25_000 });
    expect(chat.heardBy(fresh)).toEqual([heard('one')]);
  });

  // API Gateway gives a frame 29 s, of which 15 s may pass until the write, and 5 s with it.
  test('is done with in 9 s, though nobody can be reached', async () => {
    const { chat, from, to } = await connectBoth();
    chat.ports.posts.script(to, () => passing);
    const startedAt = chat.ports.clock.now();
    await chat.send(from, whisper('one'));
    expect(chat.ports.clock.now() - startedAt).toBeLessThanOrEqual(9_000);
  });

  /** Has the first post hang until `arrive`. */
  function holdFirstPost({ posts }: { posts: RecordingPosts }, to: string): () => void {
    let arrive: () => void = () => undefined;
    const arrival = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    posts.script(to, async (earlier) => {
      if (earlier === 0) await arrival;
      return posted;
    });
    return arrive;
  }

  test('does not overtake what is just being handed over, which takes it along', async () => {
    const { chat, from, to: away } = await connectBoth();
    await removeConnection(chat.ports, away, 'user2');
    await chat.send(from, whisper('zero'));
    const to = await chat.connect('user2');
    const arrive = holdFirstPost(chat.ports, to);
    const first = drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 25_000 });
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    // This one's sender finds nobody and may not overtake the first, whose holder is to go on with it.
    lagBehind(chat.ports);
    await chat.send(from, whisper('one'));
    arrive();
    await first;
    expect(chat.heardBy(to)).toEqual([heard('zero'), heard('one')]);
  });

  // One that is being posted doesn't wait, so it is in nobody's way: live there is no order but that of ids.
  test.each([
    ['whisper', whisper('one'), heard('one')],
    ['friend request', { type: 'add', target: 'user2' }, '(Friend request from user1)'],
    ['notice of a block', { type: 'block', target: 'user2' }, '(Block): user1 blocked you'],
  ])('holds up no whisper behind it, whatever becomes of its own post (a %s)', async (_, frame, text) => {
    const { chat, from, to } = await connectBoth();
    const other = await chat.connect('user3');
    const arrive = holdFirstPost(chat.ports, to);
    const first = chat.send(from, frame);
    for (let turn = 0; turn < 20; turn++) await new Promise(setImmediate);
    lagBehind(chat.ports);
    await chat.send(other, whisper('two'));
    expect(chat.heardBy(to)).toEqual(['(Whisper from user3): two']);
    arrive();
    await first;
    expect(chat.heardBy(to)).toEqual([text]);
  });

  test('is released only by who held it', async () => {
    const { chat } = await connectBoth();
    const { put } = chat.ports.waiting;
    chat.ports.clock.advance(2 * 60 * 60 * 1_000 - 1);
    // All that is left of the target is a connection whose token has expired, so its sender takes no lease; and
    // another, who signs in right then, does.
    chat.ports.waiting.put = async (user, event, leasedUntil) => {
      await put(user, event, leasedUntil);
      const now = chat.ports.clock.now();
      expect(await chat.ports.waiting.lease(user, event.id, { now, until: now + 60_000, by: 0.25 })).toBe(
        true,
      );
    };
    const sender = await chat.connect('user1');
    await chat.send(sender, whisper('one'));
    const now = chat.ports.clock.now();
    for await (const { id } of chat.ports.waiting.list('user2')) {
      expect(await chat.ports.waiting.lease('user2', id, { now, until: now + 60_000, by: 0.75 })).toBe(false);
    }
  });
});
