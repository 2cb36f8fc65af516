import { removeMark } from '../delivery/remove-mark.ts';
import type { DrainRequest } from '../ports/deliver-requests.ts';
import { REQUEST_WITHIN_MS } from '../posting/deadlines.ts';
import { type Drained, type DrainPorts, drainWaiting } from './drain-waiting.ts';
import { type RequestDrainPorts, requestDrain } from './request-drain.ts';

export type ContinuedDrainPorts = DrainPorts & RequestDrainPorts;

/**
 * Runs behind each other that may come to nothing: together longer than any lease lasts and any connection opens.
 */
const VAIN_RUNS = 3;

/**
 * Hands a user over what waits, for as long as a function may run, and asks for another run to go on.
 * @throws Error when run after run came to nothing: the connection is to be closed, so that its client comes back
 */
export async function runDrain(ports: ContinuedDrainPorts, request: DrainRequest): Promise<void> {
  const { user, vainRuns = 0, mark } = request;
  const deadline = ports.clock.now() + REQUEST_WITHIN_MS;
  // Patient: nobody comes behind this run who would go on where a crashed holder stopped.
  const drained = await drainWaiting(ports, user, { deadline, isPatient: true });
  // Also where nothing waited: what is hidden from the user is counted, too, and its senders mustn't tell.
  if (drained.isDone && drained.count === 0) await ports.waitingCounts.reset(user);
  const inVain = drained.count > 0 ? 0 : vainRuns + 1;
  if (drained.leftTo !== undefined && inVain === VAIN_RUNS)
    throw new Error('What waits could not be handed over');
  await continueElsewhere(ports, user, drained, inVain);
  await removeMark(ports, mark);
}

/** Asks another function to go on where one had no time for all of it: what is left would wait for the next sign-in. */
export async function continueElsewhere(
  ports: RequestDrainPorts,
  user: string,
  { leftTo }: Drained,
  vainRuns = 0,
): Promise<void> {
  if (leftTo === undefined) return;
  await requestDrain(ports, { user, connectionId: leftTo, vainRuns });
}
