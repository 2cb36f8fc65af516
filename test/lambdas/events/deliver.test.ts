import { describe, expect, test } from '@jest/globals';
import { userChannel } from '../../../chat/ports/connections/subscriptions.ts';
import { pairConversation } from '../../../chat/ports/messages/messages.ts';
import { REQUEST_WITHIN_MS } from '../../../chat/posting/deadlines.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { LEASE_MS } from '../../../chat/waiting/lease.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { passing } from '../../../memory/posts.ts';
import { makeEventId } from '../../../protocol/events/event-id.ts';
import { DELIVERY_DEADLINE_MS } from '../../../protocol/limits.ts';

const REQUEST = { type: 'hand_over', user: 'user1', connectionId: 'id=', mark: 'mark' } as const;

/** `user1` has just come back, and a friend request waits that somebody holds for a while. */
async function createReturn(heldFor: number) {
  const ports = createMemoryPorts();
  const now = ports.clock.now();
  const recipient = { connectionId: 'id=', connectedAt: now, protocol: 'v1', user: 'user1' } as const;
  await ports.subscriptions.put([
    { ...recipient, channel: userChannel('user1'), tokenExpiresAt: now + 60_000 },
  ]);
  const id = makeEventId({ receivedAt: now, arrival: 0, random: ports.random });
  const event = { type: 'friend_request', id, from: 'user2', to: 'user1' } as const;
  await ports.friendships.request({ from: 'user2', to: 'user1', id, hidden: false });
  await ports.log.append({ conversation: pairConversation('user1', 'user2'), event });
  await ports.waiting.put('user1', event, now + heldFor);
  return { ports, recipient, now };
}

describe('a drain', () => {
  test('waits for what somebody holds who has crashed: nobody comes behind it who would go on', async () => {
    const { ports } = await createReturn(LEASE_MS);
    await runRequest(ports, REQUEST);
    expect(ports.posts.framesOf('id=')).toEqual(['{"message":"(Friend request from user2)"}']);
    expect(await ports.waiting.any('user1')).toBe(false);
  });

  test('ends before its function is ended', async () => {
    const { ports, now } = await createReturn(60_000);
    await runRequest(ports, REQUEST);
    expect(await ports.waiting.any('user1')).toBe(true);
    expect(ports.clock.now() - now).toBeLessThanOrEqual(REQUEST_WITHIN_MS);
  });
});

describe('a part of a large audience', () => {
  test('is closed when it cannot be reached by the event’s deadline, however late the request came', async () => {
    const { ports, recipient, now } = await createReturn(0);
    ports.posts.script('id=', () => passing);
    const id = makeEventId({
      receivedAt: now - DELIVERY_DEADLINE_MS + 3_000,
      arrival: 0,
      random: ports.random,
    });
    const recipients = [{ ...recipient, channel: 'lobby', tokenExpiresAt: now + 60_000 }];
    await runRequest(ports, {
      type: 'chunk',
      mark: 'mark',
      heldUntil: Number.MAX_SAFE_INTEGER,
      id,
      frames: { v1: '{}' },
      recipients,
    });
    expect(ports.posts.closed).toEqual(['id=']);
    expect(Math.max(...ports.posts.attemptsOf('id='))).toBeLessThanOrEqual(now + 3_000);
  });
});
