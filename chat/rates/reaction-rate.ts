import { ChatError } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { type BucketPorts, spendFrom } from './bucket.ts';

/** Of the account's quota, what the reactions in one channel may use: 500 posts a second of 10,000. */
export const REACTION_SHARE = 0.05;
/** A channel may be ahead by what goes out in a second. */
const BURST_MS = 1_000;
/** What an environment lets through without asking: 125 posts at once and 125 a second. A small audience costs no write. */
const OWN = { rate: 1 / 4, burst: 1 / 4 };

/**
 * Takes the posts that tell an audience of reactions. They are few or put off, never refused: one frame has them all.
 * @returns 0 when they are taken; else the milliseconds after which it may be tried again
 */
export async function takeReactionPosts(
  ports: BucketPorts & Pick<ChatPorts, 'quota'>,
  channel: string,
  recipients: number,
): Promise<number> {
  const costMs = (recipients * 1_000) / (ports.quota.callsPerSecond * REACTION_SHARE);
  try {
    await spendFrom(ports, { name: `reactions:${channel}`, costMs, burstMs: BURST_MS, own: OWN });
    return 0;
  } catch (error) {
    if (error instanceof ChatError && error.code === 'rate_limited') return error.retryAfterMs ?? BURST_MS;
    throw error;
  }
}
