import { stillRunning } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { RefRecord } from '../ports/messages/refs.ts';

/**
 * How long a command is its function's alone: until its write is over, 5 s from when it began. Beyond that another
 * attempt only delivers again what is stored; so a sender whose function died need not wait for longer.
 */
export const CLAIM_MS = 12_000;

/** When to come again for what another function has only just begun. Milliseconds. */
export const SOON_MS = 500;

/** Before each further look at a command that is being done: five of them, in a second and a half of a function. */
const PAUSES_MS = [50, 100, 200, 400, 800];

/**
 * Waits for a command that another function is at: nearly always it takes some milliseconds more.
 * @param found what the `ref` was claimed for
 * @param look how it stands by now
 * @returns the same once it is answered, or nobody is at it any more
 * @throws ChatError `conflict`, retryable, when that takes longer: after as long again as it has taken already
 */
export async function awaitAnswer<R extends RefRecord>(
  { clock }: Pick<ChatPorts, 'clock'>,
  ref: string,
  found: R,
  look: () => Promise<R | undefined>,
): Promise<R> {
  let record = found;
  for (const pause of PAUSES_MS) {
    if (record.answer !== undefined || record.claimedUntil <= clock.now()) return record;
    await clock.sleep(pause);
    record = (await look()) ?? record;
  }
  const left = record.claimedUntil - clock.now();
  if (record.answer !== undefined || left <= 0) return record;
  throw stillRunning(ref, Math.min(left, Math.max(CLAIM_MS - left, SOON_MS)));
}
