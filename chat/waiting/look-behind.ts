import type { Recipient } from '../ports/connections/subscriptions.ts';
import { type ContinuedDrainPorts, continueElsewhere } from './continue-drain.ts';
import { drainWaiting } from './drain-waiting.ts';

/** However long the delivery took: who has signed in meanwhile is reached at once, or by the drain they asked for. */
const LOOK_BEHIND_MS = 2_000;

/**
 * Nobody was there, or could be reached: but whoever signed in since may have looked for what waits too early. Only a look
 * behind the write sees them.
 * @param deadline epoch milliseconds; a little longer, if it has passed
 */
export async function lookBehind(
  ports: ContinuedDrainPorts,
  user: string,
  { deadline, tried }: { deadline: number; tried: readonly Recipient[] },
): Promise<void> {
  const drained = await drainWaiting(ports, user, {
    deadline: Math.max(deadline, ports.clock.now() + LOOK_BEHIND_MS),
    tried,
  });
  await continueElsewhere(ports, user, drained);
}
