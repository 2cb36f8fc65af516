import { type PostRatePorts, spendPosts } from './spend-posts.ts';

/**
 * Slow mode. API Gateway takes 10,000 calls a second from an account, posts included, unless the quota is raised; one
 * channel may use half, and beyond it senders are told to wait instead of everybody being late.
 */
export const CHANNEL_SHARE = 0.5;
/** A channel may be ahead of its share by what goes out in a second; after a message that takes longer, the next waits. */
const BURST_MS = 1_000;
/** What an environment lets through without asking: 250 posts at once and 250 a second, of 5,000. */
const OWN = { rate: 1 / 20, burst: 1 / 20 };

/**
 * Makes whoever says or does something before an audience wait until the channel's bucket has drained. Small audiences
 * cost a write only when they are spoken to fast.
 * @throws ChatError `rate_limited`
 */
export async function keepChannelRate(ports: PostRatePorts, channel: string): Promise<void> {
  await spendPosts(ports, channel, { name: channel, share: CHANNEL_SHARE, burstMs: BURST_MS, own: OWN });
}
