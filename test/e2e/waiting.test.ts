import { describe, expect, test } from '@jest/globals';
import { startChatUnderTest } from './chat-under-test.ts';
import { readRows, untilRows } from './rows.ts';

const chat = startChatUnderTest();

/** Somebody who has signed in before and is away: no row is left of the visit. */
async function visit(user: string): Promise<void> {
  await (await chat.connect(user)).close();
  await untilRows(chat.connectionRows, (rows) => !rows.some((row) => row.startsWith(`user:${user} `)));
}

const waitingFor = async (user: string) =>
  (await readRows(chat.stack, 'Messages')).filter((row) => row.startsWith(`waiting:${user} `));

describe('what is sent to somebody away', () => {
  test('waits, and arrives in the order sent when that one signs in next, once', async () => {
    const [from, to] = [chat.name('from'), chat.name('to')];
    await visit(to);
    const sender = await chat.connect(from);
    const elsewhere = await chat.connect(from);
    for (const content of ['one', 'two', 'three']) {
      sender.send({ type: 'whisper', target: to, content });
      expect(await elsewhere.next()).toBe(`(Whisper to ${to}): ${content}`);
    }
    sender.send({ type: 'add', target: to });
    expect(await sender.next()).toBe(`(Friend request to ${to})`);

    const back = await chat.connect(to);
    for (const content of ['one', 'two', 'three']) {
      expect(await back.next()).toBe(`(Whisper from ${from}): ${content}`);
    }
    expect(await back.next()).toBe(`(Friend request from ${from})`);
    await untilRows(
      () => waitingFor(to),
      (rows) => rows.length === 0,
    );

    const again = await chat.connect(to);
    again.send({ type: 'whisper', target: to, content: 'marker' });
    expect(await again.next()).toBe(`(Whisper from ${to}): marker`);
  });

  test('waits for a sign-in by frame as well', async () => {
    const [from, to] = [chat.name('from'), chat.name('to')];
    await visit(to);
    const sender = await chat.connect(from);
    sender.send({ type: 'block', target: to });
    expect(await sender.next()).toBe(`(Block): ${to} blocked`);

    const back = await chat.connectUnauthenticated();
    back.send({ type: 'authenticate', token: `Bearer ${await chat.stack.token(to)}` });
    expect(await back.nextSorted(2)).toEqual([`(Authenticated): ${to}`, `(Block): ${from} blocked you`]);
  });

  test('is kept when the only connection turns out to be dead', async () => {
    const [from, to] = [chat.name('from'), chat.name('to')];
    const dying = await chat.connect(to);
    const sender = await chat.connect(from);
    const elsewhere = await chat.connect(from);
    dying.kill();
    sender.send({ type: 'whisper', target: to, content: 'still there?' });
    expect(await elsewhere.next()).toBe(`(Whisper to ${to}): still there?`);

    const back = await chat.connect(to);
    expect(await back.next()).toBe(`(Whisper from ${from}): still there?`);
  });

  test('is refused for somebody who never signed in', async () => {
    const sender = await chat.connect(chat.name('from'));
    sender.send({ type: 'whisper', target: 'never-seen', content: 'x' });
    expect(await sender.next()).toBe('error: User not found: never-seen');
  });
});
