import { rateLimited } from '../../protocol/errors.ts';
import { takeFrom } from './bucket.ts';
import { type ChannelRatePorts, keepChannelRate } from './channel-rate.ts';

/** Of the account's quota, what one user's messages may use: 500 posts a second of 10,000. */
export const USER_SHARE = 0.05;
/** A user may be ahead by so much of it: 5,000 posts at once. */
const BURST_MS = 10_000;
/** What an environment lets through without asking: 250 posts at once and 250 a second. */
const OWN = { rate: 1 / 2, burst: 1 / 20 };

/**
 * Makes whoever says or does something before an audience pay for its posts: from the channel's purse, and from the
 * user's own, which is the same for all channels and connections. The audience's size is as approximate as there.
 * @throws ChatError `rate_limited`
 */
export async function keepPostRate(ports: ChannelRatePorts, channel: string, user: string): Promise<void> {
  const size = ports.audienceSizes.get(channel) ?? 0;
  if (size === 0) return;
  const costMs = (size * 1_000) / (ports.quota.callsPerSecond * USER_SHARE);
  const wait = await takeFrom(ports, { name: `posts:${user}`, costMs, burstMs: BURST_MS, own: OWN });
  if (wait > 0) throw rateLimited(wait);
  await keepChannelRate(ports, channel);
}
