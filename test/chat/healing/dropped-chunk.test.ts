import { describe, expect, test } from '@jest/globals';
import { RECIPIENTS_PER_FUNCTION } from '../../../chat/delivery/deliver.ts';
import { LOBBY_CHANNEL, type Subscription } from '../../../chat/ports/connections/subscriptions.ts';
import type { DeliveryChunk } from '../../../chat/ports/deliver-requests.ts';
import { REQUEST_HOLD_MS } from '../../../chat/ports/messages/undelivered.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest, HOUR_MS } from '../chat-under-test.ts';

const MINUTE_MS = 60_000;
const TEXT = '(Lobby): speaker: Hi';
const frame = JSON.stringify({ message: TEXT });

/** A lobby whose last listeners, seven and two connections of the speaker's among them, are another function's work. */
async function createCrowd() {
  const chat = createChatUnderTest();
  const { ports } = chat;
  const now = ports.clock.now();
  const listener = (place: number, more: Partial<Subscription> = {}): Subscription => ({
    channel: LOBBY_CHANNEL,
    connectionId: `listener/${String(place).padStart(6, '0')}`,
    user: `listener${place}`,
    protocol: 'v1',
    connectedAt: now - HOUR_MS,
    tokenExpiresAt: now + HOUR_MS,
    ...more,
  });
  const crowd = Array.from({ length: RECIPIENTS_PER_FUNCTION + 7 }, (_, place) => listener(place));
  await ports.subscriptions.put(crowd);
  // Between the last of them.
  const own = listener(0, { connectionId: 'listener/000505.speaker', user: 'speaker' });
  await ports.subscriptions.put([own]);
  const speaker = await chat.connect('speaker');
  await chat.send(speaker, { type: 'lobby', content: 'Hi' });
  const [chunk] = ports.deliverRequests.requests.filter(({ type }) => type === 'chunk') as DeliveryChunk[];
  if (!chunk) throw new Error('Nothing was fanned out');
  const sweep = () => runRequest(ports, { type: 'sweep' });
  const framesOf = (rows: readonly Subscription[]) =>
    rows.map(({ connectionId }) => ports.posts.framesOf(connectionId));
  const [first, last] = [crowd.slice(0, RECIPIENTS_PER_FUNCTION), crowd.slice(RECIPIENTS_PER_FUNCTION)];
  return { chat, ports, chunk, first, last, own, listener, sweep, framesOf };
}

describe('a part of a large audience', () => {
  test('that Lambda dropped is told by a sweep, once, and nobody else is told again', async () => {
    const { ports, first, last, own, sweep, framesOf } = await createCrowd();
    expect(framesOf(last).flat()).toEqual([]);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    await sweep();
    for (const frames of framesOf([...first, ...last, own])) expect(frames).toEqual([frame]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('is left to its function for as long as that may take', async () => {
    const { ports, last, sweep, framesOf } = await createCrowd();
    ports.clock.advance(REQUEST_HOLD_MS - 1);
    await sweep();
    expect(framesOf(last).flat()).toEqual([]);
  });

  test('that was posted is over, and no sweep finds it', async () => {
    const { ports, chunk, last, sweep, framesOf } = await createCrowd();
    await runRequest(ports, chunk);
    expect(ports.undelivered.all()).toEqual([]);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    for (const frames of framesOf(last)) expect(frames).toEqual([frame]);
  });

  test('that a sweep has told is not told by a function that comes too late', async () => {
    const { ports, chunk, last, sweep, framesOf } = await createCrowd();
    ports.clock.advance(MINUTE_MS);
    await sweep();
    await runRequest(ports, chunk);
    for (const frames of framesOf(last)) expect(frames).toEqual([frame]);
  });

  test('is held for longer by a function that begins late', async () => {
    const { ports, chunk, last, sweep, framesOf } = await createCrowd();
    ports.clock.advance(REQUEST_HOLD_MS - 1);
    const [slow] = last;
    let isHanging = true;
    ports.posts.script(slow?.connectionId ?? '', async () => {
      if (isHanging) {
        isHanging = false;
        ports.clock.advance(10_000);
        await sweep();
      }
      return { kind: 'done' };
    });
    await runRequest(ports, chunk);
    expect(isHanging).toBe(false);
    for (const frames of framesOf(last.slice(1))) expect(frames).toEqual([frame]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('still counts as told where that could not be written down, and nobody is closed for it', async () => {
    const { ports, chunk, last, framesOf } = await createCrowd();
    const remove = () => Promise.reject(new Error('throttled'));
    await runRequest({ ...ports, undelivered: { ...ports.undelivered, remove } }, chunk);
    for (const frames of framesOf(last)) expect(frames).toEqual([frame]);
    expect(ports.undelivered.all()).toHaveLength(1);
  });

  test('is told without who blocks the author by now, and who has connected since', async () => {
    const { chat, ports, last, listener, sweep, framesOf } = await createCrowd();
    const [blocker, other] = last;
    if (!blocker || !other) throw new Error('Nobody is there');
    await ports.blocks.add({ blocker: blocker.user, blocked: 'speaker', id: 'x', since: 'x' });
    ports.clock.advance(MINUTE_MS);
    const late = listener(0, {
      connectionId: `${other.connectionId}.late`,
      user: 'late',
      connectedAt: ports.clock.now() - 1_000,
    });
    await ports.subscriptions.put([late]);
    await sweep();
    expect(framesOf([blocker, late])).toEqual([[], []]);
    expect(framesOf([other])).toEqual([[frame]]);
    expect(chat.ports.undelivered.all()).toEqual([]);
  });

  test('is closed past the deadline, and nobody else', async () => {
    const { ports, last, sweep, framesOf } = await createCrowd();
    ports.clock.advance(DELIVERY_DEADLINE_MS);
    await sweep();
    expect(framesOf(last).flat()).toEqual([]);
    expect(ports.posts.closed.toSorted()).toEqual(last.map(({ connectionId }) => connectionId));
    expect(ports.undelivered.all()).toEqual([]);
  });
});

test('who said what an admin deletes hears of it with the rest, though a part of the audience was dropped', async () => {
  const { chat, ports, own, sweep, framesOf } = await createCrowd();
  const tokenExpiresAt = ports.clock.now() + HOUR_MS;
  const admin = await chat.connect('admin', {
    protocol: 'v2',
    signedIn: { user: 'admin', tokenExpiresAt, isAdmin: true },
  });
  const [said] = ports.log.entriesOf(LOBBY_CHANNEL);
  await chat.send(admin, { type: 'delete', conversation: 'lobby', id: said?.event.id });
  ports.clock.advance(MINUTE_MS);
  await sweep();
  await sweep();
  const [frames] = framesOf([own]);
  expect(frames?.filter((text) => text.includes('Deleted by admin'))).toHaveLength(1);
});
