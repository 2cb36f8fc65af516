import { setTimeout as sleep } from 'node:timers/promises';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createMemoryStore } from '../../client/index.ts';
import { startChatUnderTest } from './chat-under-test.ts';
import { connectSdk, until } from './sdk-client.ts';

const chat = startChatUnderTest({ faults: {} });

async function connectTwo() {
  const [one, other] = [chat.name('one'), chat.name('other')];
  const [first, second] = await Promise.all([connectSdk(chat.stack, one), connectSdk(chat.stack, other)]);
  return { one, other, first, second };
}

// The client waits for its answer, and then for the claim of the function that died: meanwhile the other tests run.
let mortal: Awaited<ReturnType<typeof sayToDyingFunction>>;
beforeAll(async () => {
  mortal = await sayToDyingFunction('mortal');
}, 180_000);

/** Says something to a function that dies over it, between its two writes. @returns while the client waits for its answer */
async function sayToDyingFunction(content: string) {
  const { other, first, second } = await connectTwo();
  await first.client.whisper(other, 'before');
  await hears(second, 'before');
  const rules = [{ routes: ['$default'], action: 'crash', afterCalls: 5, times: 1 }] as const;
  await chat.stack.setFaults({ routes: { rules } });
  const sent = first.client.whisper(other, content);
  // It is awaited later, by a test.
  sent.catch(() => {});
  while (!(await chat.stack.calls()).struck['routes.rules[0]']) await sleep(30);
  await chat.stack.setFaults(undefined);
  return { first, second, sent };
}

const hears = ({ client, heard }: Awaited<ReturnType<typeof connectSdk>>, content: string) =>
  until(client, 'message', () => heard.includes(content));

describe('two clients of the SDK', () => {
  test('whisper, and each sees the conversation by the other’s name', async () => {
    const { one, other, first, second } = await connectTwo();
    const [sent, received] = [
      first.client.timeline(`whisper:${other}`),
      second.client.timeline(`whisper:${one}`),
    ];
    const { id } = await first.client.whisper(other, 'psst');
    await Promise.all([hears(first, 'psst'), hears(second, 'psst')]);
    for (const { events } of [sent, received])
      expect(events).toMatchObject([{ id, from: one, content: 'psst' }]);
  });

  test('are told why a command cannot be done', async () => {
    const { other, first, second } = await connectTwo();
    await expect(first.client.group('nowhere', 'hi')).rejects.toMatchObject({
      code: 'group_not_found',
      message: 'Group not found: nowhere',
    });
    await second.client.block(first.client.user ?? '');
    await expect(first.client.whisper(other, 'hi')).rejects.toMatchObject({ code: 'blocked' });
  });

  test('see v1 clients, and are seen by them', async () => {
    const user = chat.name('user');
    const { first } = await connectTwo();
    const old = await chat.connect(user);
    await first.client.whisper(user, 'new to old');
    expect(await old.next()).toBe(`(Whisper from ${first.client.user}): new to old`);
    old.send({ type: 'whisper', target: first.client.user, content: 'old to new' });
    await hears(first, 'old to new');
  });
});

test('a client that asks seventy questions at once is answered each, and is not closed for it', async () => {
  const { client } = await connectSdk(chat.stack, chat.name('curious'));
  const states: string[] = [];
  client.on('state', ({ state }) => states.push(state));
  const answers = await Promise.all(Array.from({ length: 70 }, () => client.ping()));
  expect(answers).toHaveLength(70);
  expect(states).toEqual([]);
});

describe('a client whose network was cut', () => {
  test('has everything that was said meanwhile, once and in each conversation’s order, and sends what it had to say', async () => {
    const { one, first, second } = await connectTwo();
    const group = chat.name('devs');
    const timeline = first.client.timeline(`group:${group}`);
    await first.client.join(group);
    await second.client.join(group);
    await second.client.group(group, 'before');
    await hears(first, 'before');

    first.cut();
    await until(first.client, 'state', () => first.client.state !== 'live');
    const sent = first.client.whisper(second.client.user ?? '', 'said offline');
    for (const content of ['one', 'two', 'three']) await second.client.group(group, content);
    await second.client.whisper(one, 'four');
    first.restore();

    await sent;
    await hears(second, 'said offline');
    await Promise.all(['three', 'four', 'said offline'].map((content) => hears(first, content)));
    // What waited for this user is handed over beside the sync, which may bring the group's messages later.
    const whispers = ['four', 'said offline'];
    expect(first.heard.filter((content) => whispers.includes(content))).toEqual(whispers);
    expect(first.heard.filter((content) => !whispers.includes(content))).toEqual([
      'before',
      'one',
      'two',
      'three',
    ]);
    const ids = timeline.events.map(({ id }) => id);
    expect(ids).toEqual([...ids].sort());
  });

  test('goes on where it was after a restart, with the same store', async () => {
    const { other, first, second } = await connectTwo();
    const user = chat.name('user');
    const store = createMemoryStore();
    const before = await connectSdk(chat.stack, user, { store });
    await second.client.whisper(user, 'one');
    await hears(before, 'one');
    before.client.close();
    await first.client.whisper(user, 'two');
    const after = await connectSdk(chat.stack, user, { store });
    await hears(after, 'two');
    await after.client.whisper(other, 'marker');
    await hears(after, 'marker');
    expect(after.heard).toEqual(['two', 'marker']);
  });
});

describe('a command whose function dies', () => {
  test('between its two writes is done once all the same', async () => {
    const { first, second, sent } = mortal;
    const { id } = await sent;
    await hears(second, 'mortal');
    expect(second.heard).toEqual(['before', 'mortal']);
    const { events } = await second.client.history(`whisper:${first.client.user}`);
    expect(events.map((event) => event.id)).toContain(id);
    expect(events).toHaveLength(2);
  }, 300_000);
});
