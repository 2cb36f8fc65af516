import type { ChatPorts } from '../ports.ts';

/** How many refused frames of one sender an environment answers at once, for each command that may come at once. */
export const REFUSALS_A_COMMAND = 2;

export type FloodPorts = Pick<ChatPorts, 'refusedUntil' | 'limits' | 'clock'>;

/**
 * Counts a frame that was refused before it was looked at, in a leaky bucket that drains as fast as commands may come:
 * a client that tries again exactly when it may is refused every second time.
 * @param whose `commandsOf` or `framesOf`
 * @returns whether that was one too many: who goes on sending what is refused is not listening
 */
export function countRefusal({ refusedUntil, limits, clock }: FloodPorts, whose: string): boolean {
  const now = clock.now();
  const refusalMs = 1_000 / limits.commandsASecond;
  const most = now + REFUSALS_A_COMMAND * limits.commandBurst * refusalMs;
  const until = Math.min(Math.max(now, refusedUntil.recall(whose) ?? 0), most) + refusalMs;
  refusedUntil.remember(whose, until);
  return until > most;
}
