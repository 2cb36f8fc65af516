import { describe, expect, test } from '@jest/globals';
import { runRequest } from '../../../chat/run-request.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';
import { loseDeliveries } from './lose-deliveries.ts';

const MINUTE_MS = 60_000;
const WHISPER = { type: 'whisper', target: 'user2', content: 'Psst' };
const TO = '(Whisper to user2): Psst';
const FROM = '(Whisper from user1): Psst';

/** `user1` whispers to `user2` over v1 and dies over it; both have another connection. */
async function createWhisperingChat(blockPolicy: 'notify' | 'silent' = 'notify') {
  const losing = loseDeliveries(blockPolicy);
  const chat = createChatUnderTest(losing.ports);
  const sweep = () => runRequest(chat.ports, { type: 'sweep' });
  const [sender, copy] = [await chat.connect('user1'), await chat.connect('user1')];
  const [v1, v2] = [await chat.connect('user2'), await chat.connect('user2', { protocol: 'v2' })];
  const waiting = async () => {
    const found: string[] = [];
    for await (const { id } of chat.ports.waiting.list('user2')) found.push(id);
    return found;
  };
  return { ...chat, ...losing, sweep, sender, copy, v1, v2, waiting };
}

describe('a whisper whose function died over it', () => {
  test('reaches all connections of its target and of its sender, but for the one over which v1 sent it', async () => {
    const chat = await createWhisperingChat();
    await chat.lose(() => chat.send(chat.sender, WHISPER));
    expect(await chat.waiting()).toEqual([]);
    chat.ports.clock.advance(MINUTE_MS);
    await chat.sweep();
    expect(chat.heardBy(chat.v1)).toEqual([FROM]);
    expect(chat.framesTo(chat.v2)).toMatchObject([{ type: 'message', from: 'user1', content: 'Psst' }]);
    expect(chat.heardBy(chat.copy)).toEqual([TO]);
    expect(chat.heardBy(chat.sender)).toEqual([]);
    expect(chat.ports.undelivered.all()).toEqual([]);
    expect(await chat.waiting()).toEqual([]);
  });

  test('waits, if by now nobody is there', async () => {
    const chat = await createWhisperingChat();
    await chat.lose(() => chat.send(chat.sender, WHISPER));
    await chat.ports.subscriptions.removeAll(
      [chat.v1, chat.v2].map((connectionId) => ({ channel: 'user:user2', connectionId })),
    );
    chat.ports.clock.advance(MINUTE_MS);
    await chat.sweep();
    expect(await chat.waiting()).toHaveLength(1);
    const back = await chat.connect('user2');
    expect(chat.ports.deliverRequests.drainUsers()).toEqual(['user2']);
    await runRequest(chat.ports, { type: 'hand_over', user: 'user2', connectionId: back, mark: 'mark' });
    expect(chat.heardBy(back)).toEqual([FROM]);
  });

  test('comes to nobody who has blocked its sender since, and its sender learns nothing of that', async () => {
    const chat = await createWhisperingChat('silent');
    await chat.lose(() => chat.send(chat.sender, WHISPER));
    await chat.send(chat.v1, { type: 'block', target: 'user1' });
    for (const connection of [chat.v1, chat.v2, chat.copy])
      chat.heardBy(connection === chat.v2 ? chat.v1 : connection);
    chat.framesTo(chat.v2);
    chat.ports.clock.advance(MINUTE_MS);
    await chat.sweep();
    expect(chat.heardBy(chat.v1)).toEqual([]);
    expect(chat.framesTo(chat.v2)).toEqual([]);
    expect(chat.heardBy(chat.copy)).toEqual([TO]);
    expect(await chat.waiting()).toEqual([]);
  });

  test('that a block hid when it was stored comes to its sender’s devices alone', async () => {
    const chat = await createWhisperingChat('silent');
    await chat.send(chat.v1, { type: 'block', target: 'user1' });
    chat.heardBy(chat.v1);
    chat.framesTo(chat.v2);
    chat.ports.clock.advance(1_000);
    await chat.lose(() => chat.send(chat.sender, WHISPER));
    chat.ports.clock.advance(MINUTE_MS);
    await chat.sweep();
    expect(chat.heardBy(chat.v1)).toEqual([]);
    expect(chat.heardBy(chat.copy)).toEqual([TO]);
    expect(await chat.waiting()).toEqual([]);
    expect(chat.ports.undelivered.all()).toEqual([]);
  });

  test('that is too late is posted to nobody: who was there is closed, and has it when they come back', async () => {
    const chat = await createWhisperingChat();
    await chat.lose(() => chat.send(chat.sender, WHISPER));
    chat.ports.clock.advance(DELIVERY_DEADLINE_MS);
    await chat.sweep();
    for (const connection of [chat.v1, chat.copy, chat.sender]) expect(chat.heardBy(connection)).toEqual([]);
    expect(chat.ports.posts.closed.toSorted()).toEqual([chat.copy, chat.v1, chat.v2].toSorted());
    expect(await chat.waiting()).toHaveLength(1);
    expect(chat.ports.undelivered.all()).toEqual([]);
  });

  test('that is too late closes who has come since, too: they found nothing waiting, and must come back for it', async () => {
    const chat = await createWhisperingChat();
    await chat.lose(() => chat.send(chat.sender, WHISPER));
    chat.ports.clock.advance(MINUTE_MS);
    const [target, sender] = [await chat.connect('user2'), await chat.connect('user1')];
    chat.ports.clock.advance(DELIVERY_DEADLINE_MS);
    await chat.sweep();
    expect(await chat.waiting()).toHaveLength(1);
    expect(chat.ports.posts.closed).toContain(target);
    expect(chat.ports.posts.closed).not.toContain(sender);
  });

  test('is found though its target was away, for the sake of its sender’s other connections', async () => {
    const chat = await createWhisperingChat();
    await chat.connect('user3');
    await chat.ports.subscriptions.removeAll(
      ['user3/4'].map((connectionId) => ({ channel: 'user:user3', connectionId })),
    );
    await chat.lose(() => chat.send(chat.sender, { ...WHISPER, target: 'user3' }));
    chat.ports.clock.advance(MINUTE_MS);
    await chat.sweep();
    expect(chat.heardBy(chat.copy)).toEqual(['(Whisper to user3): Psst']);
  });
});

describe('a whisper', () => {
  test('to who is away, from who has no other connection, is written as waiting and nowhere else', async () => {
    const { ports, ...chat } = createChatUnderTest();
    const away = await chat.connect('user2');
    await ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: away }]);
    const marks: unknown[] = [];
    const { append } = ports.log;
    Object.assign(ports.log, {
      append(entry: Parameters<typeof append>[0]) {
        marks.push(entry.mark);
        return append(entry);
      },
    });
    await chat.send(await chat.connect('user1'), WHISPER);
    expect(marks).toEqual([undefined]);
  });
});
