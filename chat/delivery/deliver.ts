import type { Protocol } from '../ports/connections.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';
import { removeConnection } from '../sessions/remove-connection.ts';
import type { Audience } from './audience.ts';
import { postWithRetry, type Reached } from './post-with-retry.ts';
import { createSemaphore } from './semaphore.ts';

/** Posts in flight at once from one delivery. A post that waits for its next attempt doesn't count. */
const POSTS_AT_ONCE = 50;
/** With 15 s to the write and 5 s for it, a delivery this long still ends before API Gateway's 29 s. */
const DELIVER_WITHIN_MS = 8_000;

export type DeliveryPorts = Pick<
  ChatPorts,
  'subscriptions' | 'connections' | 'groups' | 'posts' | 'clock' | 'random' | 'faults'
>;

export interface DeliveryOptions {
  /** Makes the frame of a protocol; asked once a protocol, never once a recipient. */
  readonly render: (protocol: Protocol) => string;
  /** Who gets nothing, for example those who blocked the sender. */
  readonly skip?: (subscription: Subscription) => boolean;
}

/** @returns how many connections have the frame now */
export async function deliver(
  ports: DeliveryPorts,
  audience: Audience,
  { render, skip = () => false }: DeliveryOptions,
): Promise<number> {
  const frames = new Map<Protocol, string>();
  const atOnce = createSemaphore(POSTS_AT_ONCE);
  const deadline = ports.clock.now() + DELIVER_WITHIN_MS;
  const causes: unknown[] = [];
  let posted = 0;

  async function reach(recipient: Subscription): Promise<void> {
    const { connectionId, connectedAt, protocol } = recipient;
    const frame = frames.get(protocol) ?? render(protocol);
    frames.set(protocol, frame);
    const post = () => atOnce(() => ports.posts.post(connectionId, frame));
    const reached = await postWithRetry(ports, post, { connectedAt, deadline });
    if (reached.kind === 'posted') posted++;
    else await giveUp(ports, recipient, reached);
    if (reached.kind === 'unreachable') causes.push(reached.cause);
  }

  const reaching: Promise<unknown>[] = [];
  try {
    for await (const page of audience) {
      const now = ports.clock.now();
      for (const recipient of page) {
        // An expired token receives nothing until a fresh one comes (PROTOCOL.md, "Signing in").
        if (recipient.tokenExpiresAt <= now || skip(recipient)) continue;
        reaching.push(reach(recipient).catch((cause) => causes.push(cause)));
      }
    }
  } finally {
    // Also when a page could not be read: a frozen environment would post the rest minutes later.
    await Promise.all(reaching);
    if (causes.length > 0) {
      ports.faults.warn('Recipients not reached', { recipients: causes.length, cause: causes[0] });
    }
  }
  return posted;
}

async function giveUp(ports: DeliveryPorts, recipient: Subscription, reached: Reached): Promise<void> {
  const { channel, connectionId, user } = recipient;
  if (reached.kind === 'gone') {
    // The row that named it goes by itself, too: its membership may have ended already.
    await Promise.all([
      removeConnection(ports, connectionId, user),
      ports.subscriptions.remove(channel, connectionId),
    ]);
  }
  // A client that is closed reconnects and asks for what it missed; one that misses it silently never would.
  if (reached.kind === 'unreachable') await ports.posts.close(connectionId);
}
