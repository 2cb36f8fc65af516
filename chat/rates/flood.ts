import type { ChatPorts } from '../ports/chat-ports.ts';

/** How many refused frames of one sender an environment answers at once, for each command that may come at once. */
export const REFUSALS_PER_COMMAND = 2;

/**
 * Of so many refusals one is counted where all environments see it, and for all of them: a flood comes to many
 * environments, each of which sees too little of it, and a write for each refusal would cost more than the refusal.
 */
const REFUSALS_PER_SAMPLE = 16;

/**
 * All environments together let so many times as many pass as one, and so many samples at least: which refusals are
 * counted is chance, and three that happen to be must not close who has only sent a few frames at once.
 */
const OVER_ALL_ENVIRONMENTS = 4;
const SAMPLES_AT_LEAST = 10;

export type FloodPorts = Pick<ChatPorts, 'refusedUntil' | 'paces' | 'limits' | 'clock' | 'random'>;

/**
 * Counts a frame that was refused before it was looked at, in a leaky bucket that drains as fast as commands may come:
 * a client that tries again exactly when it may is refused every second time.
 * @param whose `userRateKey` or `connectionRateKey`
 * @returns whether that was one too many: who goes on sending what is refused is not listening
 */
export async function countRefusal(ports: FloodPorts, whose: string): Promise<boolean> {
  const { refusedUntil, paces, limits, clock, random } = ports;
  const now = clock.now();
  const refusalMs = 1_000 / limits.commandsPerSecond;
  const mostMs = REFUSALS_PER_COMMAND * limits.commandBurst * refusalMs;
  const until = Math.min(Math.max(now, refusedUntil.get(whose) ?? 0), now + mostMs) + refusalMs;
  refusedUntil.set(whose, until);
  if (until > now + mostMs) return true;
  if (random() >= 1 / REFUSALS_PER_SAMPLE) return false;
  const costMs = REFUSALS_PER_SAMPLE * refusalMs;
  const toleranceMs = Math.max(OVER_ALL_ENVIRONMENTS * mostMs, SAMPLES_AT_LEAST * costMs) - costMs;
  return (await paces.take(`refused:${whose}`, { costMs, toleranceMs, now })) > 0;
}
