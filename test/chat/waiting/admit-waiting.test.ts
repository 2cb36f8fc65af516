import { describe, expect, test } from '@jest/globals';
import { runDrain } from '../../../chat/waiting/continue-drain.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { createChatUnderTest, ISSUER } from '../chat-under-test.ts';

const limits = { ...createMemoryPorts().limits, commandBurst: 1_000, commandsPerSecond: 1_000 };
const whisper = (content: string) => ({ type: 'whisper', target: 'user2', content });
const full = 'error: Too much waits for user2';

async function createAbsence(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest({
    limits: { ...limits, waitingPerPair: 3, waitingPerUser: 5 },
    ...overrides,
  });
  await chat.ports.users.bind('user2', { issuer: ISSUER, subject: 'user2' }, 0);
  const waiting = async () => {
    let count = 0;
    for await (const _ of chat.ports.waiting.list('user2')) count++;
    return count;
  };
  return { chat, from: await chat.connect('user1'), waiting };
}

describe('whispers to somebody who is away', () => {
  test('wait up to so many of one sender and so many of all; the next are refused and not stored', async () => {
    const { chat, from, waiting } = await createAbsence();
    const other = await chat.connect('user3');
    for (let count = 0; count < 4; count++) await chat.send(from, whisper('hi'));
    expect(chat.heardBy(from)).toEqual([full]);
    for (let count = 0; count < 4; count++) await chat.send(other, whisper('hi'));
    expect(chat.heardBy(other)).toEqual([full, full]);
    expect(await waiting()).toBe(5);
  });

  test('wait up to so many bytes', async () => {
    const { chat, from, waiting } = await createAbsence();
    for (let count = 0; count < 3; count++) await chat.send(from, whisper('x'.repeat(12_000)));
    expect(await waiting()).toBe(1);
  });

  test('may wait again once those before were handed over', async () => {
    const { chat, from, waiting } = await createAbsence();
    for (let count = 0; count < 3; count++) await chat.send(from, whisper('hi'));
    const to = await chat.connect('user2');
    await runDrain(chat.ports, { type: 'hand_over', user: 'user2', connectionId: to, mark: 'mark' });
    await chat.ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: to }]);
    for (let count = 0; count < 3; count++) await chat.send(from, whisper('again'));
    expect(chat.heardBy(from)).toEqual([]);
    expect(await waiting()).toBe(3);
  });

  test('are not counted for somebody who is there', async () => {
    const { chat, from } = await createAbsence();
    await chat.connect('user2');
    chat.ports.waitingCounts.admit = () => Promise.reject(new Error('It was counted'));
    for (let count = 0; count < 10; count++) await chat.send(from, whisper('hi'));
    expect(chat.heardBy(from)).toEqual([]);
  });

  test('are counted on while their target comes and goes without having been handed them', async () => {
    const { chat, from } = await createAbsence();
    for (let count = 0; count < 3; count++) await chat.send(from, whisper('hi'));
    const to = await chat.connect('user2');
    await chat.ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: to }]);
    await runDrain(chat.ports, { type: 'hand_over', user: 'user2', connectionId: to, mark: 'mark' });
    await chat.send(from, whisper('again'));
    expect(chat.heardBy(from)).toEqual([full]);
  });

  test.each(['notify', 'silent'] as const)(
    'may wait again once their target has signed in, shown to them or not (policy %s)',
    async (blockPolicy) => {
      const { chat, from } = await createAbsence({ blockPolicy });
      if (blockPolicy === 'silent') {
        await chat.ports.blocks.add({ blocker: 'user2', blocked: 'user1', id: '0', since: '0' });
      }
      for (let count = 0; count < 4; count++) await chat.send(from, whisper('hi'));
      expect(chat.heardBy(from)).toEqual([full]);
      const to = await chat.connect('user2');
      for (const request of chat.ports.deliverRequests.requests.splice(0)) {
        if (request.type === 'hand_over') await runDrain(chat.ports, request);
      }
      await chat.ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: to }]);
      await chat.send(from, whisper('again'));
      expect(chat.heardBy(from)).toEqual([]);
    },
  );

  test('are refused at the same number to somebody who is blocked in silence', async () => {
    const { chat, from } = await createAbsence({ blockPolicy: 'silent' });
    await chat.ports.blocks.add({ blocker: 'user2', blocked: 'user1', id: '0', since: '0' });
    for (let count = 0; count < 4; count++) await chat.send(from, whisper('hi'));
    expect(chat.heardBy(from)).toEqual([full]);
  });
});
