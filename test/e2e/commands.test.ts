import { describe, expect, test } from '@jest/globals';
import { startChatUnderTest } from './chat-under-test.ts';

const chat = startChatUnderTest();

describe('a whisper', () => {
  test('reaches all connections of its target and the other connections of its sender', async () => {
    const [from, to] = [chat.name('from'), chat.name('to')];
    const sender = await chat.connect(from);
    const [elsewhere, phone, laptop] = await Promise.all([
      chat.connect(from),
      chat.connect(to),
      chat.connect(to),
    ]);

    sender.send({ type: 'whisper', target: to, content: 'Hello!' });

    expect(await phone.next()).toBe(`(Whisper from ${from}): Hello!`);
    expect(await laptop.next()).toBe(`(Whisper from ${from}): Hello!`);
    expect(await elsewhere.next()).toBe(`(Whisper to ${to}): Hello!`);
    sender.send({ type: 'whisper', target: from, content: 'marker' });
    expect(await sender.next()).toBe(`(Whisper from ${from}): marker`);
  });

  test('to oneself reaches all of one’s connections once', async () => {
    const user = chat.name('user');
    const [one, other] = [await chat.connect(user), await chat.connect(user)];

    one.send({ type: 'whisper', target: user, content: 'note' });
    expect(await Promise.all([one.next(), other.next()])).toEqual(
      Array(2).fill(`(Whisper from ${user}): note`),
    );
    one.send({ type: 'whisper', target: user, content: 'marker' });
    expect(await Promise.all([one.next(), other.next()])).toEqual(
      Array(2).fill(`(Whisper from ${user}): marker`),
    );
  });
});

describe('a lobby message', () => {
  test('reaches everybody who is signed in, its sender too, and nobody else', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const [sender, listener] = [await chat.connect(one), await chat.connect(other)];
    const stranger = await chat.connectUnauthenticated();

    sender.send({ type: 'lobby', content: 'Hello everyone!' });

    const text = `(Lobby): ${one}: Hello everyone!`;
    expect(await Promise.all([sender.next(), listener.next()])).toEqual([text, text]);
    stranger.send({ type: 'lobby', content: 'me too' });
    expect(await stranger.next()).toBe('error: Not authenticated');
  });
});

describe('a group', () => {
  test('tells its members who joins, what is said and who leaves', async () => {
    const [one, other, group] = [chat.name('one'), chat.name('other'), chat.name('devs')];
    const [first, second] = [await chat.connect(one), await chat.connect(other)];

    first.send({ type: 'join', group_name: group });
    expect(await first.next()).toBe(`(Group ${group}): ${one} joined`);

    second.send({ type: 'join', group_name: group });
    const joined = `(Group ${group}): ${other} joined`;
    expect(await Promise.all([first.next(), second.next()])).toEqual([joined, joined]);

    first.send({ type: 'group', group_name: group, content: 'Hi' });
    const said = `(Group ${group}): ${one}: Hi`;
    expect(await Promise.all([first.next(), second.next()])).toEqual([said, said]);

    second.send({ type: 'leave', group_name: group });
    const left = `(Group ${group}): ${other} left`;
    expect(await Promise.all([first.next(), second.next()])).toEqual([left, left]);

    first.send({ type: 'group', group_name: group, content: 'alone' });
    expect(await first.next()).toBe(`(Group ${group}): ${one}: alone`);
    second.send({ type: 'group', group_name: group, content: 'still there?' });
    expect(await second.next()).toBe(`error: Not a member: ${group}`);
  });

  test('is heard by every connection of a member, those that come after the join too', async () => {
    const [user, group] = [chat.name('user'), chat.name('devs')];
    const before = await chat.connect(user);
    before.send({ type: 'join', group_name: group });
    expect(await before.next()).toBe(`(Group ${group}): ${user} joined`);
    const after = await chat.connect(user);

    after.send({ type: 'group', group_name: group, content: 'both?' });

    const said = `(Group ${group}): ${user}: both?`;
    expect(await Promise.all([before.next(), after.next()])).toEqual([said, said]);
  });

  test('can be joined again by who has left it', async () => {
    const [user, group] = [chat.name('user'), chat.name('devs')];
    const member = await chat.connect(user);
    for (const [type, told] of [
      ['join', 'joined'],
      ['leave', 'left'],
      ['join', 'joined'],
    ]) {
      member.send({ type, group_name: group });
      expect(await member.next()).toBe(`(Group ${group}): ${user} ${told}`);
    }
    member.send({ type: 'group', group_name: group, content: 'back' });
    expect(await member.next()).toBe(`(Group ${group}): ${user}: back`);
  });
});
