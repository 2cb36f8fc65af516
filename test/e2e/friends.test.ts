import { describe, expect, test } from '@jest/globals';
import { startChatUnderTest } from './chat-under-test.ts';

const chat = startChatUnderTest();

async function connectTwo() {
  const [one, other] = [chat.name('one'), chat.name('other')];
  const [first, second] = await Promise.all([chat.connect(one), chat.connect(other)]);
  return { one, other, first, second };
}

async function connectRequested() {
  const two = await connectTwo();
  two.first.send({ type: 'add', target: two.other });
  expect(await two.first.next()).toBe(`(Friend request to ${two.other})`);
  expect(await two.second.next()).toBe(`(Friend request from ${two.one})`);
  return two;
}

async function connectFriends() {
  const two = await connectRequested();
  two.second.send({ type: 'accept', target: two.one });
  const friends = `(Friends): ${two.one} and ${two.other} are now friends`;
  expect(await Promise.all([two.first.next(), two.second.next()])).toEqual([friends, friends]);
  return two;
}

describe('a friend request', () => {
  test('makes friends when it is accepted, and both learn it', async () => {
    const { one, first, second } = await connectFriends();
    second.send({ type: 'accept', target: one });
    expect(await second.next()).toBe(`error: Already friends: ${one}`);
    second.send({ type: 'add', target: one });
    expect(await second.next()).toBe(`error: Already friends: ${one}`);
    first.send({ type: 'whisper', target: one, content: 'marker' });
    expect(await first.next()).toBe(`(Whisper from ${one}): marker`);
  });

  test('makes friends when it is answered by another request; who asked comes first', async () => {
    const { one, other, first, second } = await connectRequested();
    second.send({ type: 'add', target: one });
    const friends = `(Friends): ${one} and ${other} are now friends`;
    expect(await Promise.all([first.next(), second.next()])).toEqual([friends, friends]);
  });

  test('can be declined, of which only the one who declines is told', async () => {
    const { one, other, first, second } = await connectRequested();
    second.send({ type: 'decline', target: one });
    expect(await second.next()).toBe(`(Friends): ${one} declined`);
    first.send({ type: 'add', target: other });
    expect(await first.next()).toBe(`(Friend request to ${other})`);
  });

  test('is made once, and answered by the other one only', async () => {
    const { other, first } = await connectRequested();
    first.send({ type: 'add', target: other });
    expect(await first.next()).toBe(`error: Request pending: ${other}`);
    first.send({ type: 'accept', target: other });
    expect(await first.next()).toBe(`error: No request from ${other}`);
    first.send({ type: 'decline', target: other });
    expect(await first.next()).toBe(`error: No request from ${other}`);
  });

  test('is withdrawn by who made it', async () => {
    const { other, first } = await connectRequested();
    for (const text of [`(Friends): ${other} removed`, `error: Not friends: ${other}`]) {
      first.send({ type: 'unfriend', target: other });
      expect(await first.next()).toBe(text);
    }
  });
});

describe('a friendship', () => {
  test('ends when either ends it, of which only that one is told', async () => {
    const { one, other, first, second } = await connectFriends();
    first.send({ type: 'unfriend', target: other });
    expect(await first.next()).toBe(`(Friends): ${other} removed`);
    second.send({ type: 'unfriend', target: one });
    expect(await second.next()).toBe(`error: Not friends: ${one}`);
  });
});
