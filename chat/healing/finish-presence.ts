import type { ChatPorts } from '../ports/chat-ports.ts';
import { HOLD_MS, type UnfinishedPresence } from '../ports/messages/undelivered.ts';
import { type RunPresencePorts, runPresence } from '../presence/run-presence.ts';

export type FinishPresencePorts = RunPresencePorts & Pick<ChatPorts, 'undelivered' | 'clock'>;

/**
 * Tells a user's friends what holds by now, where that changed too often to be told each time. What is put off anew meanwhile has
 * a mark of its own, and what function dies over it is done by the next sweep.
 */
export async function finishPresence(
  ports: FinishPresencePorts,
  { id, presenceOf: user }: UnfinishedPresence,
): Promise<void> {
  const now = ports.clock.now();
  const until = now + HOLD_MS;
  if (!(await ports.undelivered.take(id, { now, until }))) return;
  await runPresence(ports, user);
  await ports.undelivered.drop(id, until);
}
