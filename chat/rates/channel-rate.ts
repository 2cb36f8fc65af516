import { rateLimited } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { type BucketPorts, takeFrom } from './bucket.ts';

/**
 * Slow mode. API Gateway takes 10,000 calls a second from an account, posts included, unless the quota is raised; one
 * channel may use half, and beyond it senders are told to wait instead of everybody being late.
 */
export const CHANNEL_SHARE = 0.5;
/** A channel may be ahead of its share by what goes out in a second; a message that takes longer waits its turn. */
const BURST_MS = 1_000;
/** What an environment lets through without asking: 250 posts at once and 250 a second, of 5,000. */
const OWN = { rate: 1 / 20, burst: 1 / 20 };

export type ChannelRatePorts = BucketPorts & Pick<ChatPorts, 'audienceSizes' | 'quota'>;

/**
 * Makes whoever says or does something before an audience wait for the channel's turn. Approximate: the audience's
 * size is the one of the last message that this environment saw, so an environment's first message on a channel is
 * free. Small audiences cost a write only when they are spoken to fast.
 * @throws ChatError `rate_limited`
 */
export async function keepChannelRate(ports: ChannelRatePorts, channel: string): Promise<void> {
  const size = ports.audienceSizes.get(channel) ?? 0;
  if (size === 0) return;
  const costMs = (size * 1_000) / (ports.quota.callsPerSecond * CHANNEL_SHARE);
  const wait = await takeFrom(ports, { name: channel, costMs, burstMs: BURST_MS, own: OWN });
  if (wait > 0) throw rateLimited(wait);
}
