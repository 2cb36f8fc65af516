import { describe, expect, test } from '@jest/globals';
import type { DeliverRequest } from '../../../chat/ports/deliver-requests.ts';
import { REQUEST_HOLD_MS } from '../../../chat/ports/messages/undelivered.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { createRecordingDeliverRequests } from '../../../memory/deliver-requests.ts';
import { failed } from '../../../memory/posts.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';
import { createChatUnderTest } from '../chat-under-test.ts';

const MINUTE_MS = 60_000;

/** `user2` signs in while a whisper waits; nobody does what is asked for. */
async function createReturn() {
  const chat = createChatUnderTest();
  const { ports } = chat;
  const away = await chat.connect('user2');
  await ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: away }]);
  await chat.send(await chat.connect('user1'), { type: 'whisper', target: 'user2', content: 'Psst' });
  const back = await chat.connect('user2');
  const { requests } = ports.deliverRequests;
  const sweep = () => runRequest(ports, { type: 'sweep' });
  /** Does what was asked for last; what was asked for before is dropped. */
  const runLast = () => runRequest(ports, requests.splice(0).at(-1) as DeliverRequest);
  return { ...chat, back, requests, sweep, runLast };
}

describe('what waits for who has just signed in', () => {
  test('is asked for again by a sweep where Lambda has dropped that, and handed over once', async () => {
    const { ports, back, requests, sweep, runLast, heardBy } = await createReturn();
    expect(ports.deliverRequests.drainUsers()).toEqual(['user2']);
    requests.length = 0;
    ports.clock.advance(MINUTE_MS);
    await Promise.all([sweep(), sweep()]);
    expect(ports.deliverRequests.drainUsers()).toEqual(['user2']);
    await runLast();
    expect(heardBy(back)).toEqual(['(Whisper from user1): Psst']);
    expect(ports.undelivered.all()).toEqual([]);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    expect(requests).toEqual([]);
  });

  test('is asked for by a sweep where the function that signed them in by frame has died behind its answer', async () => {
    const { ports, ...chat } = createChatUnderTest({
      deliverRequests: {
        ...createRecordingDeliverRequests(),
        send: async ({ type }) => (type === 'hand_over' ? new Promise<never>(() => {}) : undefined),
      },
    });
    const away = await chat.connect('user2');
    await ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: away }]);
    await chat.send(await chat.connect('user1'), { type: 'whisper', target: 'user2', content: 'Psst' });
    const { connectionId } = await chat.connectUnauthenticated('back');
    void chat.send(connectionId, { type: 'authenticate', token: `Bearer ${chat.tokenOf('user2')}` });
    while (ports.posts.framesOf(connectionId).length === 0) await new Promise(setImmediate);
    ports.clock.advance(MINUTE_MS);
    const requests = createRecordingDeliverRequests();
    await runRequest({ ...ports, deliverRequests: requests }, { type: 'sweep' });
    expect(requests.drainUsers()).toEqual(['user2']);
  });

  test('is asked for by nobody else for as long as a function may be at it', async () => {
    const { ports, requests, sweep } = await createReturn();
    requests.length = 0;
    ports.clock.advance(REQUEST_HOLD_MS - 1);
    await sweep();
    expect(requests).toEqual([]);
  });

  test('is over when it was handed over, also where nobody is there any more', async () => {
    const { ports, back, runLast, requests, sweep } = await createReturn();
    await ports.subscriptions.removeAll([{ channel: 'user:user2', connectionId: back }]);
    await runLast();
    expect(ports.undelivered.all()).toEqual([]);
    ports.clock.advance(MINUTE_MS);
    await sweep();
    expect(requests).toEqual([]);
  });

  test('has the connection closed past the deadline: it comes back, and asks anew', async () => {
    const { ports, back, requests, sweep } = await createReturn();
    requests.length = 0;
    ports.clock.advance(DELIVERY_DEADLINE_MS);
    await sweep();
    expect(ports.posts.closed).toEqual([back]);
    expect(requests).toEqual([]);
    expect(ports.undelivered.all()).toEqual([]);
  });

  test('has it closed by the next sweep where that failed', async () => {
    const { ports, back, sweep } = await createReturn();
    const { close } = ports.posts;
    ports.posts.close = async () => failed;
    ports.clock.advance(DELIVERY_DEADLINE_MS);
    await sweep();
    ports.posts.close = close;
    ports.clock.advance(MINUTE_MS);
    await sweep();
    expect(ports.posts.closed).toEqual([back]);
    expect(ports.undelivered.all()).toEqual([]);
  });
});
