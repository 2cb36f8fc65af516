import { describe, expect, test } from '@jest/globals';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const ping = { type: 'ping', ref: 'r1' };

describe('a connection that is sent more than it may', () => {
  test('counts with its user’s others: ten connections may say no more than one, and a new one is no fresh start', async () => {
    const chat = createChatUnderTest();
    const connections = [];
    for (let count = 0; count < 10; count++)
      connections.push(await chat.connect('user1', { protocol: 'v2' }));
    for (const one of connections) for (let count = 0; count < 5; count++) await chat.send(one, ping);
    const again = await chat.connect('user1', { protocol: 'v2' });
    await chat.send(again, ping);
    const frames = [...connections, again].flatMap((one) => chat.framesTo(one));
    expect(frames.filter(({ type }) => type === 'pong')).toHaveLength(20);
    expect(frames.filter(({ code }) => code === 'rate_limited')).toHaveLength(31);
  });

  test('is refused from memory: no database call, and no write', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1', { protocol: 'v2' });
    for (let count = 0; count < 21; count++) await chat.send(one, ping);
    chat.ports.rateBuckets.take = () => Promise.reject(new Error('It was asked'));
    for (let count = 0; count < 10; count++) await chat.send(one, ping);
    expect(chat.ports.logger.entries).toEqual([]);
    expect(chat.framesTo(one).filter(({ code }) => code === 'rate_limited')).toHaveLength(11);
  });

  test('is closed when it goes on, and told when to come back; what still comes of it is not worth an answer', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1', { protocol: 'v2' });
    for (let count = 0; count < 500; count++) await chat.send(one, ping);
    const frames = chat.framesTo(one);
    expect(frames.at(-1)).toEqual({
      type: 'closing',
      code: 'rate_limited',
      error: 'Slow down',
      reconnect: true,
      retry_after_ms: 60_000,
    });
    expect(chat.ports.posts.closed).toEqual([one]);
    expect(frames.length).toBeLessThanOrEqual(20 + 40 + 1);
  });

  test('is closed in v1, too, with the text that it knows', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1');
    for (let count = 0; count < 200; count++) await chat.send(one, 'no JSON');
    expect(chat.ports.posts.closed).toEqual([one]);
    expect(new Set(chat.heardBy(one))).toEqual(
      new Set(['error: Invalid JSON: a frame is one object', 'error: Slow down']),
    );
  });

  test('is closed when it never signs in', async () => {
    const chat = createChatUnderTest();
    await chat.connectUnauthenticated('c1');
    for (let count = 0; count < 300; count++) {
      await chat.send('c1', { type: 'lobby', content: 'Hi' });
      chat.ports.clock.advance(50);
    }
    expect(chat.ports.posts.closed).toContain('c1');
  });

  test('stays open when it heeds how long to wait', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1', { protocol: 'v2' });
    for (let count = 0; count < 500; count++) {
      await chat.send(one, ping);
      const [{ retry_after_ms = 0 } = {}] = chat.framesTo(one);
      chat.ports.clock.advance(Number(retry_after_ms));
    }
    expect(chat.ports.posts.closed).toEqual([]);
  });

  test('stays open for somebody who is only a little too fast', async () => {
    const chat = createChatUnderTest();
    const one = await chat.connect('user1', { protocol: 'v2' });
    for (let count = 0; count < 600; count++) {
      await chat.send(one, ping);
      chat.ports.clock.advance(95);
    }
    expect(chat.ports.posts.closed).toEqual([]);
  });

  test.each([20, 5, 1])(
    'stays open for nine too many, though all of them are counted for all environments (%s at once)',
    async (commandBurst) => {
      const limits = { ...createMemoryPorts().limits, commandsPerSecond: 1, commandBurst };
      const chat = createChatUnderTest({ limits, random: () => 0 });
      const one = await chat.connect('user1', { protocol: 'v2' });
      for (let refused = 0; refused < 9; ) {
        await chat.send(one, ping);
        refused += chat.framesTo(one).filter(({ code }) => code === 'rate_limited').length;
        // Each frame finds an environment that knows nothing yet.
        chat.ports.refusedUntil.set('commands:user1', 0);
        expect(chat.ports.posts.closed).toEqual([]);
      }
    },
  );

  test('is closed when its flood comes to many environments, each of which sees little of it', async () => {
    let chance = 0;
    // As evenly spread as chance can be.
    const random = () => {
      chance = (chance + 0.37) % 1;
      return chance;
    };
    const chat = createChatUnderTest({ random });
    const one = await chat.connect('user1', { protocol: 'v2' });
    for (let count = 0; count < 1_000 && chat.ports.posts.closed.length === 0; count++) {
      // Each frame finds an environment that knows nothing yet.
      chat.ports.refusedUntil.set('commands:user1', 0);
      await chat.send(one, ping);
      chat.ports.clock.advance(5);
    }
    expect(chat.ports.posts.closed).toEqual([one]);
  });
});
