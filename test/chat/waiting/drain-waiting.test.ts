import { describe, expect, test } from '@jest/globals';
import { pairConversation } from '../../../chat/ports/messages/messages.ts';
import { drainWaiting } from '../../../chat/waiting/drain-waiting.ts';
import { LEASE_MS } from '../../../chat/waiting/lease.ts';
import { failed, gone, passing } from '../../../memory/posts.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import type { Whisper } from '../../../protocol/events/messages.ts';
import type { RelationEvent } from '../../../protocol/events/relations.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const whisper = (content: string) => ({ type: 'whisper', target: 'user2', content });
const heard = (content: string) => `(Whisper from user1): ${content}`;

/** `user2` has signed in before and is away; `user1` is connected. */
async function createAbsence(overrides: Parameters<typeof createChatUnderTest>[0] = {}) {
  const chat = createChatUnderTest(overrides);
  await chat.ports.users.bind('user2', { issuer: 'https://issuer.example', subject: 'user2' }, 0);
  const from = await chat.connect('user1');
  return {
    chat,
    from,
    drain: () => drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 25_000 }),
  };
}

describe('what waits', () => {
  test('arrives in the order sent when its user is back, once', async () => {
    const { chat, from, drain } = await createAbsence();
    for (const content of ['one', 'two', 'three']) await chat.send(from, whisper(content));
    const to = await chat.connect('user2');
    expect(chat.ports.deliverRequests.drainUsers()).toEqual(['user2']);
    await drain();
    await drain();
    expect(chat.heardBy(to)).toEqual(['one', 'two', 'three'].map(heard));
    expect(await chat.ports.waiting.any('user2')).toBe(false);
  });

  test('is told as the log has it by then', async () => {
    const { chat, from, drain } = await createAbsence();
    for (const content of ['one', 'two']) await chat.send(from, whisper(content));
    const conversation = pairConversation('user1', 'user2');
    const [first] = chat.ports.log.entriesOf(conversation);
    if (!first) throw new Error('Nothing is stored');
    await chat.ports.log.append({
      conversation,
      event: { ...first.event, content: 'other words' } as Whisper,
    });
    const to = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(to)).toEqual(['other words', 'two'].map(heard));
  });

  test('waits on when there is no time left to post it, and nobody is closed for that', async () => {
    const { chat, from } = await createAbsence();
    await chat.send(from, whisper('one'));
    const to = await chat.connect('user2');
    const { find } = chat.ports.log;
    chat.ports.log.find = async (...args) => {
      chat.ports.clock.advance(2_000);
      return find(...args);
    };
    await drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 2_000 });
    expect(chat.ports.posts.closed).toEqual([]);
    chat.ports.log.find = find;
    await drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 2_000 });
    expect(chat.heardBy(to)).toEqual([heard('one')]);
  });

  test('is asked for by nobody who has nothing waiting', async () => {
    const { chat } = await createAbsence();
    await chat.connect('user2');
    expect(chat.ports.deliverRequests.drainUsers()).toEqual([]);
  });

  test('is no friend request that was withdrawn meanwhile', async () => {
    const { chat, from, drain } = await createAbsence();
    await chat.send(from, { type: 'add', target: 'user2' });
    await chat.send(from, { type: 'unfriend', target: 'user2' });
    const to = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(to)).toEqual([]);
    expect(await chat.ports.waiting.any('user2')).toBe(false);
  });

  test('may be a friend request or the notice of a block, too', async () => {
    const { chat, from, drain } = await createAbsence();
    const other = await chat.connect('user3');
    await chat.send(other, { type: 'add', target: 'user2' });
    await chat.send(from, { type: 'block', target: 'user2' });
    const to = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(to)).toEqual(['(Friend request from user3)', '(Block): user1 blocked you']);
  });

  test('reaches all connections of its user', async () => {
    const { chat, from, drain } = await createAbsence();
    await chat.send(from, whisper('one'));
    const both = [await chat.connect('user2'), await chat.connect('user2')];
    await drain();
    for (const connection of both) expect(chat.heardBy(connection)).toEqual([heard('one')]);
  });

  test('goes on waiting while nobody is there', async () => {
    const { chat, from, drain } = await createAbsence();
    await chat.send(from, whisper('one'));
    await drain();
    expect(await chat.ports.waiting.any('user2')).toBe(true);
  });

  test.each([
    ['gone', gone],
    ['unreachable', passing],
    ['refused', failed],
  ])('goes on waiting when the only connection is %s', async (_what, outcome) => {
    const { chat, from, drain } = await createAbsence();
    await chat.send(from, whisper('one'));
    const old = await chat.connect('user2', { connectedAt: chat.ports.clock.now() - 60_000 });
    chat.ports.posts.script(old, () => outcome);
    await drain();
    chat.ports.posts.script(old, () => gone);
    const fresh = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(fresh)).toEqual([heard('one')]);
  });

  test('waits for whoever’s connections have all expired', async () => {
    const { chat, from, drain } = await createAbsence();
    const tokenExpiresAt = chat.ports.clock.now() + 1;
    const expired = await chat.connect('user2', { signedIn: { user: 'user2', tokenExpiresAt } });
    chat.ports.clock.advance(1);
    await chat.send(from, whisper('one'));
    expect(chat.heardBy(expired)).toEqual([]);
    const fresh = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(fresh)).toEqual([heard('one')]);
  });

  test('is left to whoever holds its lease, and nothing overtakes it', async () => {
    const { chat, from, drain } = await createAbsence();
    for (const content of ['one', 'two']) await chat.send(from, whisper(content));
    const [first] = await idsOf(chat);
    const now = chat.ports.clock.now();
    await chat.ports.waiting.lease('user2', first ?? '', { now, until: now + 60_000, by: 0.25 });
    const to = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(to)).toEqual([]);
    chat.ports.clock.advance(60_000);
    await drain();
    expect(chat.heardBy(to)).toEqual(['one', 'two'].map(heard));
  });

  test('is handed over also where the answer to a lease was lost, and the call was made again', async () => {
    const { chat, from, drain } = await createAbsence();
    await chat.send(from, whisper('one'));
    const { waiting } = chat.ports;
    const { lease } = waiting;
    Object.assign(waiting, {
      lease: async (...asked: Parameters<typeof lease>) => {
        await lease(...asked);
        return lease(...asked);
      },
    });
    const to = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(to)).toEqual([heard('one')]);
  });

  test('is handed over once when two do it at once', async () => {
    const { chat, from, drain } = await createAbsence();
    for (const content of ['one', 'two']) await chat.send(from, whisper(content));
    const to = await chat.connect('user2');
    await Promise.all([drain(), drain()]);
    expect(chat.heardBy(to)).toEqual(['one', 'two'].map(heard));
  });

  test.each(['notify', 'silent'] as const)(
    'is dropped when its user has blocked the sender since (policy %s); other senders’ arrive',
    async (blockPolicy) => {
      const { chat, from, drain } = await createAbsence({ blockPolicy });
      const other = await chat.connect('user3');
      await chat.send(from, whisper('one'));
      await chat.send(from, { type: 'add', target: 'user2' });
      await chat.send(other, whisper('two'));
      const to = await chat.connect('user2');
      await chat.send(to, { type: 'block', target: 'user1' });
      chat.heardBy(to);
      await drain();
      expect(chat.heardBy(to)).toEqual(['(Whisper from user3): two']);
      expect(await chat.ports.waiting.any('user2')).toBe(false);
    },
  );

  test('tells of no block once its user has blocked the other, too', async () => {
    const { chat, drain } = await createAbsence();
    const id = idOfTime(chat.ports.clock.now());
    const notice: RelationEvent = { type: 'blocked', id, from: 'user1', to: 'user2' };
    await chat.ports.waiting.put('user2', notice, 0);
    await chat.ports.blocks.add({ blocker: 'user2', blocked: 'user1', id: '00', since: '00' });
    const to = await chat.connect('user2');
    await drain();
    expect(chat.heardBy(to)).toEqual([]);
    expect(await chat.ports.waiting.any('user2')).toBe(false);
  });
});

async function idsOf({ ports }: ReturnType<typeof createChatUnderTest>): Promise<string[]> {
  const ids: string[] = [];
  for await (const { id } of ports.waiting.list('user2')) ids.push(id);
  return ids;
}

describe('a drain that finds', () => {
  const patiently = ({ ports }: ReturnType<typeof createChatUnderTest>) =>
    drainWaiting(ports, 'user2', { deadline: ports.clock.now() + 25_000, isPatient: true });

  test('the connection gone goes on with the one that has signed in since', async () => {
    const { chat, from } = await createAbsence();
    for (const content of ['one', 'two']) await chat.send(from, whisper(content));
    const dropped = await chat.connect('user2');
    chat.ports.posts.script(dropped, () => gone);
    const first = patiently(chat);
    await new Promise(setImmediate);
    const back = await chat.connect('user2');
    await drainWaiting(chat.ports, 'user2', { deadline: chat.ports.clock.now() + 25_000 });
    await first;
    expect(chat.heardBy(back)).toEqual(['one', 'two'].map(heard));
  });

  test('an event held by who has crashed waits for the end of its lease', async () => {
    const { chat, from } = await createAbsence();
    for (const content of ['one', 'two']) await chat.send(from, whisper(content));
    const now = chat.ports.clock.now();
    for await (const { id } of chat.ports.waiting.list('user2')) {
      await chat.ports.waiting.lease('user2', id, { now, until: now + LEASE_MS, by: 0.25 });
    }
    const back = await chat.connect('user2');
    await patiently(chat);
    expect(chat.heardBy(back)).toEqual(['one', 'two'].map(heard));
  });
});
