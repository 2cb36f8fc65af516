import { rateLimited } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports.ts';

/** Of the limit, what an environment lets through without asking: a fifth of the rate, a tenth of the burst. */
const OWN_RATE = 1 / 5;
const OWN_BURST = 1 / 10;

/**
 * Holds a connection to its commands a second. Who types by hand never costs a write: an environment lets a few
 * commands through by itself, and counts them, with those before, once they come faster. So at most the limit goes
 * through, and of each further environment that a connection's frames come to a tenth of the burst at once and a
 * fifth of the rate.
 * @param weight how many commands this one counts as
 * @throws ChatError `rate_limited`
 */
export async function keepCommandRate(
  ports: Pick<ChatPorts, 'commandRates' | 'paces' | 'clock' | 'limits'>,
  connectionId: string,
  weight = 1,
): Promise<void> {
  const { commandRates, paces, clock } = ports;
  const { commandsASecond, commandBurst } = ports.limits;
  const now = clock.now();
  const own = { rate: commandsASecond * OWN_RATE, burst: commandBurst * OWN_BURST };
  const rate = commandRates.recall(connectionId) ?? { freeAt: 0, uncounted: 0 };
  // What was let through long ago counts no more than what may be let through at once.
  const uncounted = Math.min(rate.uncounted, own.burst) + weight;
  const freeAt = Math.max(now, rate.freeAt) + (weight * 1_000) / own.rate;
  if (freeAt <= now + (own.burst * 1_000) / own.rate) {
    commandRates.remember(connectionId, { freeAt, uncounted });
    return;
  }
  const costMs = (uncounted * 1_000) / commandsASecond;
  const toleranceMs = Math.max(0, (commandBurst * 1_000) / commandsASecond - costMs);
  const wait = await paces.take(`connection:${connectionId}`, { costMs, toleranceMs, now });
  if (wait > 0) throw rateLimited(wait);
  commandRates.remember(connectionId, { freeAt: rate.freeAt, uncounted: 0 });
}
