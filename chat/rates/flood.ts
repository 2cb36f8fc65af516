import type { ChatPorts } from '../ports/chat-ports.ts';
import { fill } from './fill.ts';

/**
 * Refusals answered in a burst, as a multiple of `commandBurst`. Two: a client that retries exactly on time is refused
 * every second time.
 */
export const REFUSALS_PER_COMMAND = 2;

/**
 * One in so many refusals is counted in the bucket that all environments share, and stands for all of them. A flood
 * comes to many environments, each of which sees too little of it, and a write for each refusal would cost more than the
 * refusal.
 */
const REFUSALS_PER_SAMPLE = 16;

/** The shared bucket tolerates this many times what one environment does. */
const OVER_ALL_ENVIRONMENTS = 4;
/** Sampling is chance: never close on fewer than this many samples. */
const SAMPLES_AT_LEAST = 10;

export type FloodPorts = Pick<ChatPorts, 'refusedUntil' | 'rateBuckets' | 'limits' | 'clock' | 'random'>;

/**
 * Counts a frame that was refused for its rate, in a leaky bucket that drains as fast as commands may come.
 * @param whose `userRateKey` or `connectionRateKey`
 * @returns whether it was one too many, and the connection is to be closed
 */
export async function countRefusal(ports: FloodPorts, whose: string): Promise<boolean> {
  const { refusedUntil, rateBuckets, limits, clock, random } = ports;
  const now = clock.now();
  const refusalMs = 1_000 / limits.commandsPerSecond;
  const mostMs = REFUSALS_PER_COMMAND * limits.commandBurst * refusalMs;
  const until = fill(refusedUntil.get(whose) ?? 0, now, mostMs, refusalMs);
  refusedUntil.set(whose, until);
  if (until > now + mostMs) return true;
  if (random() >= 1 / REFUSALS_PER_SAMPLE) return false;
  const costMs = REFUSALS_PER_SAMPLE * refusalMs;
  const toleranceMs = Math.max(OVER_ALL_ENVIRONMENTS * mostMs, SAMPLES_AT_LEAST * costMs) - costMs;
  return (await rateBuckets.take(`refused:${whose}`, { costMs, toleranceMs, now })) > 0;
}
