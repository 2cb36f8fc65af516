import { describe, expect, test } from '@jest/globals';
import { startChatUnderTest } from './chat-under-test.ts';

describe.each(['notify', 'silent'] as const)('a block, with the policy %s', (policy) => {
  const chat = startChatUnderTest({ settings: { blockPolicy: policy } });

  async function connectBlocked() {
    const [blocker, blocked, group] = [chat.name('blocker'), chat.name('blocked'), chat.name('devs')];
    const [first, second] = await Promise.all([chat.connect(blocker), chat.connect(blocked)]);
    for (const [client, user, others] of [
      [first, blocker, []],
      [second, blocked, [first]],
    ] as const) {
      client.send({ type: 'join', group_name: group });
      for (const hearer of [client, ...others]) {
        expect(await hearer.next()).toBe(`(Group ${group}): ${user} joined`);
      }
    }
    first.send({ type: 'block', target: blocked });
    expect(await first.next()).toBe(`(Block): ${blocked} blocked`);
    if (policy === 'notify') expect(await second.next()).toBe(`(Block): ${blocker} blocked you`);
    return { blocker, blocked, group, first, second };
  }

  test('hides what the blocked says in the lobby and in groups from the blocker alone', async () => {
    const { blocker, blocked, group, first, second } = await connectBlocked();
    second.send({ type: 'lobby', content: 'hear me' });
    expect(await second.next()).toBe(`(Lobby): ${blocked}: hear me`);
    second.send({ type: 'group', group_name: group, content: 'hear me' });
    expect(await second.next()).toBe(`(Group ${group}): ${blocked}: hear me`);
    second.send({ type: 'leave', group_name: group });
    expect(await second.next()).toBe(`(Group ${group}): ${blocked} left`);
    first.send({ type: 'lobby', content: 'marker' });
    expect(await first.next()).toBe(`(Lobby): ${blocker}: marker`);
    // The other way round nothing is hidden.
    expect(await second.next()).toBe(`(Lobby): ${blocker}: marker`);
  });

  test('keeps whispers and requests from the blocker', async () => {
    const { blocker, blocked, first, second } = await connectBlocked();
    const elsewhere = await chat.connect(blocked);
    second.send({ type: 'whisper', target: blocker, content: 'psst' });
    if (policy === 'notify') expect(await second.next()).toBe(`error: ${blocker} blocked you`);
    else expect(await elsewhere.next()).toBe(`(Whisper to ${blocker}): psst`);
    second.send({ type: 'add', target: blocker });
    const told = policy === 'notify' ? `error: ${blocker} blocked you` : `(Friend request to ${blocker})`;
    expect(await second.next()).toBe(told);
    first.send({ type: 'accept', target: blocked });
    expect(await first.next()).toBe(`error: No request from ${blocked}`);
    const back = await chat.connect(blocker);
    back.send({ type: 'whisper', target: blocker, content: 'marker' });
    expect(await back.next()).toBe(`(Whisper from ${blocker}): marker`);
    expect(await first.next()).toBe(`(Whisper from ${blocker}): marker`);
  });

  test('keeps the blocker from whispering to and adding the blocked', async () => {
    const { blocked, first } = await connectBlocked();
    for (const command of [{ type: 'whisper', content: 'x' }, { type: 'add' }]) {
      first.send({ ...command, target: blocked });
      expect(await first.next()).toBe(`error: You blocked ${blocked}`);
    }
  });

  test('is made once, and ends by unblocking, of which only the blocker is told', async () => {
    const { blocker, blocked, first, second } = await connectBlocked();
    first.send({ type: 'block', target: blocked });
    expect(await first.next()).toBe(`error: Already blocked: ${blocked}`);
    first.send({ type: 'unblock', target: blocked });
    expect(await first.next()).toBe(`(Block): ${blocked} unblocked`);
    first.send({ type: 'unblock', target: blocked });
    expect(await first.next()).toBe(`error: Not blocked: ${blocked}`);
    second.send({ type: 'whisper', target: blocker, content: 'again' });
    expect(await first.next()).toBe(`(Whisper from ${blocked}): again`);
  });

  test('ends friendship and pending requests', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const [first, second] = await Promise.all([chat.connect(one), chat.connect(other)]);
    first.send({ type: 'add', target: other });
    expect(await first.next()).toBe(`(Friend request to ${other})`);
    expect(await second.next()).toBe(`(Friend request from ${one})`);
    second.send({ type: 'block', target: one });
    expect(await second.next()).toBe(`(Block): ${one} blocked`);
    if (policy === 'notify') expect(await first.next()).toBe(`(Block): ${other} blocked you`);
    second.send({ type: 'accept', target: one });
    expect(await second.next()).toBe(`error: No request from ${one}`);
    second.send({ type: 'unfriend', target: one });
    expect(await second.next()).toBe(`error: Not friends: ${one}`);
  });
});
