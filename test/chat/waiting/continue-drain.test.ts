import { describe, expect, test } from '@jest/globals';
import { runDrain } from '../../../chat/waiting/continue-drain.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { gone } from '../../../memory/posts.ts';
import { createChatUnderTest, ISSUER } from '../chat-under-test.ts';

const limits = {
  ...createMemoryPorts().limits,
  commandBurst: 5_000,
  commandsPerSecond: 1_000,
  waitingPerPair: 5_000,
};

/** `user2` signs in again, with that many whispers waiting; each post takes its time. */
async function createReturn({ waiting, postMs }: { waiting: number; postMs: number }) {
  const chat = createChatUnderTest({ limits });
  await chat.ports.users.bind('user2', { issuer: ISSUER, subject: 'user2' }, 0);
  const from = await chat.connect('user1');
  for (let count = 0; count < waiting; count++) {
    await chat.send(from, { type: 'whisper', target: 'user2', content: `w${count}` });
  }
  const to = await chat.connect('user2');
  chat.ports.posts.script(to, async () => {
    chat.ports.clock.advance(postMs);
    return { kind: 'done' };
  });
  const { requests } = chat.ports.deliverRequests;
  /** Does what was asked for, one behind the other. @returns how many runs there were */
  const run = async (most = 100): Promise<number> => {
    let runs = 0;
    while (requests.length > 0 && runs < most) {
      const request = requests.shift();
      if (request?.type !== 'hand_over') continue;
      runs++;
      await runDrain(chat.ports, request);
    }
    return runs;
  };
  return { chat, from, to, run };
}

describe('a drain that takes longer than a function may run', () => {
  test('goes on in further runs until nothing waits, in order', async () => {
    const { chat, to, run } = await createReturn({ waiting: 130, postMs: 1_000 });
    expect(await run()).toBeGreaterThan(4);
    expect(chat.heardBy(to)).toEqual(
      Array.from({ length: 130 }, (_, count) => `(Whisper from user1): w${count}`),
    );
    expect(await chat.ports.waiting.any('user2')).toBe(false);
    expect(await run()).toBe(0);
  });

  test('ends in one run when there is time enough', async () => {
    const { run } = await createReturn({ waiting: 20, postMs: 10 });
    expect(await run()).toBe(1);
  });

  test('leaves a connection alone whose token has ended: a fresh one may come, and asks for what waits then', async () => {
    const { chat, from, to, run } = await createReturn({ waiting: 1, postMs: 0 });
    for await (const [row] of chat.ports.subscriptions.pages('user:user2', { consistent: true })) {
      if (row) await chat.ports.subscriptions.put([{ ...row, tokenExpiresAt: chat.ports.clock.now() - 1 }]);
    }
    await run();
    await chat.send(from, { type: 'whisper', target: 'user2', content: 'meanwhile' });
    expect(await run()).toBe(0);
    expect(chat.ports.posts.closed).toEqual([]);
    expect(chat.ports.posts.attemptsOf(to)).toEqual([]);
    expect(await chat.ports.waiting.any('user2')).toBe(true);
  });

  test('ends when its user has gone', async () => {
    const { chat, to, run } = await createReturn({ waiting: 60, postMs: 1_000 });
    await run(1);
    await chat.ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: to }]);
    expect(await run()).toBe(1);
    expect(await chat.ports.waiting.any('user2')).toBe(true);
  });

  test('fails when run after run comes to nothing, so that the connection is closed', async () => {
    const { chat, to, run } = await createReturn({ waiting: 1, postMs: 0 });
    chat.ports.posts.script(to, () => gone);
    // Young: nobody knows yet whether it opens.
    const stayYoung = async () => {
      for await (const [row] of chat.ports.subscriptions.pages('user:user2', { consistent: true })) {
        if (row) await chat.ports.subscriptions.put([{ ...row, connectedAt: chat.ports.clock.now() }]);
      }
    };
    await run(1);
    await stayYoung();
    await run(1);
    await stayYoung();
    await expect(run(1)).rejects.toThrow('could not be handed over');
  });

  test('that another command began and had no time for goes on, too', async () => {
    const { chat, from, to, run } = await createReturn({ waiting: 30, postMs: 1_000 });
    chat.ports.deliverRequests.requests.length = 0;
    // Behind a drain that nobody does, for a whisper of which nobody heard.
    const { ofUser } = chat.ports.subscriptions;
    let isFirst = true;
    chat.ports.subscriptions.ofUser = async (user, options) => {
      if (user !== 'user2' || !isFirst) return ofUser(user, options);
      isFirst = false;
      return { connections: [], barredUntil: 0, isShut: false };
    };
    await chat.send(from, { type: 'whisper', target: 'user2', content: 'last' });
    expect(await run()).toBeGreaterThan(0);
    expect(chat.heardBy(to)).toHaveLength(31);
  });
});
