import type { CommandRequest } from '../request.ts';
import { keepChannelRate } from './channel-rate.ts';
import { payOnce } from './pay-once.ts';
import { type PostRatePorts, spendPosts } from './spend-posts.ts';

/** Of the account's quota, what one user's messages may use: 500 posts a second of 10,000. */
export const USER_SHARE = 0.05;
/** A user may be ahead by so much of it: 5,000 posts at once. */
const BURST_MS = 10_000;
/** What an environment lets through without asking: 250 posts at once and 250 a second. */
const OWN = { rate: 1 / 2, burst: 1 / 20 };

/**
 * Makes whoever says or does something before an audience pay for its posts: from the user's own bucket, which is the
 * same for all channels and connections, and then from the channel's. What the channel refuses has been paid for by the
 * user all the same: giving it back would be another write.
 * @throws ChatError `rate_limited`
 */
export function keepPostRate(
  ports: PostRatePorts,
  channel: string,
  request: Pick<CommandRequest, 'user' | 'paid'>,
): Promise<void> {
  const name = `posts:${request.user}`;
  return payOnce(request, `posts:${channel}`, async () => {
    await spendPosts(ports, channel, { name, share: USER_SHARE, burstMs: BURST_MS, own: OWN });
    await keepChannelRate(ports, channel);
  });
}
