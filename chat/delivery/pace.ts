import { rateLimited } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports.ts';

/**
 * Slow mode. API Gateway takes 10,000 calls a second from an account, posts included, unless the quota is raised; one
 * channel may use half, and beyond it senders are told to wait instead of everybody being late.
 */
const CHANNEL_SHARE = 0.5;
/** A channel may be ahead of its share by what goes out in a second; a message that takes longer waits its turn. */
const TOLERANCE_MS = 1_000;
/** Smaller audiences aren't paced: it would take 25 messages a second to be too fast. */
const PACED_FROM = 200;

/**
 * Makes senders of a large channel wait for their turn. Approximate: the audience's size is the one of the last
 * message that this environment saw, so an environment's first message on a channel is free.
 * @throws ChatError `rate_limited`
 */
export async function keepPace(
  { paces, audienceSizes, clock, quota }: Pick<ChatPorts, 'paces' | 'audienceSizes' | 'clock' | 'quota'>,
  channel: string,
): Promise<void> {
  const size = audienceSizes.recall(channel) ?? 0;
  if (size < PACED_FROM) return;
  const costMs = (size * 1_000) / (quota.callsPerSecond * CHANNEL_SHARE);
  const toleranceMs = Math.max(0, TOLERANCE_MS - costMs);
  const wait = await paces.take(channel, { costMs, toleranceMs, now: clock.now() });
  if (wait > 0) throw rateLimited(wait);
}
