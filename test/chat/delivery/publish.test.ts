import { expect, test } from '@jest/globals';
import { publish } from '../../../chat/delivery/publish.ts';
import type { Subscription } from '../../../chat/ports/connections/subscriptions.ts';
import { createMemoryPorts } from '../../../memory/chat-ports.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';

test('who joined behind a message hears nothing of it live, as they see nothing of it in history', async () => {
  const ports = createMemoryPorts();
  const now = ports.clock.now();
  const member = (connectionId: string, joinedAt: number): Subscription => ({
    channel: 'group:g1',
    connectionId,
    user: connectionId,
    protocol: 'v1',
    connectedAt: now,
    tokenExpiresAt: now + 60_000,
    version: idOfTime(joinedAt),
  });
  const event = { type: 'group', id: idOfTime(now), group: 'devs', from: 'user1', content: 'Hi' } as const;
  const { delivery } = await publish(ports, {
    channel: 'group:g1',
    event,
    author: 'user1',
    audience: [[member('before', now - 1), member('behind', now + 1)]],
    blockers: new Set(),
  });
  await delivery;
  expect(ports.posts.framesOf('before')).toHaveLength(1);
  expect(ports.posts.framesOf('behind')).toEqual([]);
});
