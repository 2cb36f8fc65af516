import { describe, expect, test } from '@jest/globals';
import type { FaultPlan } from '../../local/faults/fault-plan.ts';
import type { ChatClient } from './chat-client.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { untilRows } from './rows.ts';

// A plan from the start, so that a DynamoDB elsewhere is reached through it too.
const chat = startChatUnderTest({ faults: {} });

async function connectCrowd(size: number): Promise<ChatClient[]> {
  return Promise.all(Array.from({ length: size }, () => chat.connect(chat.name('crowd'))));
}

/** Runs a scenario while the services are faulty. */
async function under(plan: FaultPlan, scenario: () => Promise<void>): Promise<void> {
  await chat.stack.setFaults(plan);
  try {
    await scenario();
  } finally {
    await chat.stack.setFaults(undefined);
  }
}

describe('a lobby message', () => {
  test('reaches everybody, once, though one post in five is throttled', async () => {
    const crowd = await connectCrowd(40);
    await under({ posts: { rules: [{ share: 0.2, action: 'throttle' }] } }, async () => {
      crowd[0]?.send({ type: 'lobby', content: 'one' });
      const heard = await Promise.all(crowd.map((client) => client.next()));
      expect(new Set(heard)).toEqual(new Set(['(Lobby): crowd1: one']));
      expect((await chat.stack.calls()).struck['posts.rules[0]']).toBeGreaterThan(0);
    });
    crowd[0]?.send({ type: 'lobby', content: 'two' });
    const heard = await Promise.all(crowd.map((client) => client.next()));
    expect(new Set(heard)).toEqual(new Set(['(Lobby): crowd1: two']));
  });

  test('reaches everybody though posts fail with 500 and connections are reset', async () => {
    const crowd = await connectCrowd(20);
    const rules = [
      { share: 0.1, action: 'error', status: 500 },
      { share: 0.1, action: 'reset' },
    ] as const;
    await under({ posts: { rules } }, async () => {
      crowd[0]?.send({ type: 'lobby', content: 'hi' });
      for (const client of crowd) expect(await client.next()).toMatch(/^\(Lobby\): crowd\d+: hi$/);
    });
  });

  test('reaches the others at once though some hang, and those are closed', async () => {
    const crowd = await connectCrowd(20);
    const isClosed = crowd.map((client, index) => client.closed().then(() => index));
    // By connection: the same ones hang at each attempt, whoever posts.
    const rules = [{ share: 0.2, by: 'connection', action: 'hang', forMs: 30_000 }] as const;
    await under({ seed: 3, posts: { rules } }, async () => {
      crowd[0]?.send({ type: 'lobby', content: 'hi' });
      const first = await Promise.race(isClosed);
      // Whoever doesn't hang had it long before the first of the hanging was given up.
      const heard = await Promise.all(
        crowd.map((client, index) => Promise.race([client.next(), isClosed[index]?.then(() => 'closed')])),
      );
      expect(heard[first]).toBe('closed');
      expect(heard.filter((text) => text !== 'closed').length).toBeGreaterThanOrEqual(10);
    });
  });

  test('removes the rows of those who are gone, and of nobody else', async () => {
    await untilRows(chat.connectionRows, (left) => left.length === 0);
    const crowd = await connectCrowd(20);
    // API Gateway may answer 410 while a connection opens: rows this young stay, as long as a post is retried.
    const rows = await chat.connectionRows();
    expect(rows).toHaveLength(60);
    await Promise.all(crowd.slice(10).map((client) => client.close()));
    await untilRows(chat.connectionRows, (left) => left.length === 30);
    crowd[0]?.send({ type: 'lobby', content: 'hi' });
    for (const client of crowd.slice(0, 10)) expect(await client.next()).toMatch(/: hi$/);
    expect(await chat.connectionRows()).toHaveLength(30);
  });
});

describe('what a frame asks for', () => {
  // Of one call in ten now and then all three attempts are throttled: which calls are struck depends on what else is under way.
  test('is done though DynamoDB throttles one call in twenty-five', async () => {
    const [user, group] = [chat.name('user'), chat.name('devs')];
    const client = await chat.connect(user);
    await under({ dynamodb: { rules: [{ share: 0.04, action: 'throttle' }] } }, async () => {
      client.send({ type: 'join', group_name: group });
      expect(await client.next()).toBe(`(Group ${group}): ${user} joined`);
      for (let count = 0; count < 10; count++) {
        client.send({ type: 'group', group_name: group, content: `${count}` });
        expect(await client.next()).toBe(`(Group ${group}): ${user}: ${count}`);
      }
      expect((await chat.stack.calls()).struck['dynamodb.rules[0]']).toBeGreaterThan(0);
    });
  });

  test('is answered with an error when DynamoDB fails for good, and works again afterwards', async () => {
    const user = chat.name('user');
    const client = await chat.connect(user);
    await under({ dynamodb: { rules: [{ action: 'error', status: 500 }] } }, async () => {
      client.send({ type: 'lobby', content: 'hi' });
      expect(await client.next()).toBe('error: Internal error');
    });
    client.send({ type: 'lobby', content: 'hi' });
    expect(await client.next()).toBe(`(Lobby): ${user}: hi`);
  });
});

describe('a connection whose $disconnect never runs', () => {
  test('keeps nobody from a whisper: it waits, and arrives at the next sign-in', async () => {
    const [from, to] = [chat.name('from'), chat.name('to')];
    const sender = await chat.connect(from);
    const elsewhere = await chat.connect(from);
    await under({ disconnects: { share: 1, action: 'lose' } }, async () => {
      await (await chat.connect(to)).close();
      sender.send({ type: 'whisper', target: to, content: 'still there?' });
      expect(await elsewhere.next()).toBe(`(Whisper to ${to}): still there?`);
    });
    const back = await chat.connect(to);
    expect(await back.next()).toBe(`(Whisper from ${from}): still there?`);
  });
});
