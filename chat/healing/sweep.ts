import { hasNoDeadline, type Unfinished } from '../ports/messages/undelivered.ts';
import { DELIVER_WITHIN_MS, REQUEST_WITHIN_MS } from '../posting/deadlines.ts';
import { createSemaphore } from '../semaphore.ts';
import { type FinishDisbandingPorts, finishDisbanding } from './finish-disbanding.ts';
import { type FinishErasurePorts, finishErasure } from './finish-erasure.ts';
import { type FinishReactionsPorts, finishReactions } from './finish-reactions.ts';
import { type HealPorts, healIfPossible } from './heal.ts';

/** Nearly always there is nothing; after an outage, what isn't done is the next sweep's, a minute later. */
const MOST_EVENTS = 800;
const EVENTS_AT_ONCE = 10;

export type SweepPorts = HealPorts & FinishReactionsPorts & FinishDisbandingPorts & FinishErasurePorts;

/**
 * Finds what was stored and not delivered, by functions that died over it or that Lambda never ran, and heals it. Any number
 * of sweeps may run at once: an event is one's alone. One that fails is told and stays for the next sweep; the others don't
 * suffer for it.
 */
export async function sweep(ports: SweepPorts): Promise<void> {
  // The last to begin may take as long as any delivery.
  const beginUntil = ports.clock.now() + REQUEST_WITHIN_MS - DELIVER_WITHIN_MS;
  const found = await ports.undelivered.due(ports.clock.now(), MOST_EVENTS);
  const atOnce = createSemaphore(EVENTS_AT_ONCE);
  await Promise.all(
    found.map((undelivered) =>
      atOnce(async () => {
        if (hasNoDeadline(undelivered) || ports.clock.now() > beginUntil) return;
        await healIfPossible(ports, undelivered);
      }),
    ),
  );
  // Behind what has a deadline, and one by one, as they wait for the same posts.
  const unfinished = found.filter(hasNoDeadline);
  const kinds = [
    unfinished.filter((one) => 'disbands' in one),
    unfinished.filter((one) => 'message' in one),
    unfinished.filter((one) => 'erases' in one),
  ].filter(({ length }) => length > 0);
  for (const [place, kind] of kinds.entries()) {
    // Reactions may wait for posts for hours, and an erasure takes all the time that there is: each kind has its part.
    const now = ports.clock.now();
    await finishAll(ports, kind, now + (beginUntil - now) / (kinds.length - place));
  }
}

/** @param until when the last of it may begin, epoch milliseconds */
async function finishAll(ports: SweepPorts, unfinished: readonly Unfinished[], until: number): Promise<void> {
  for (const one of unfinished) {
    if (ports.clock.now() > until) return;
    try {
      if ('message' in one) await finishReactions(ports, one, until);
      if ('disbands' in one) await finishDisbanding(ports, one, until);
      if ('erases' in one) await finishErasure(ports, one, until);
    } catch (cause) {
      ports.logger.error('Something is still unfinished', { id: one.id, cause });
    }
  }
}
