import type {
  UndeliveredItem,
  UnfinishedDisbanding,
  UnfinishedErasure,
  UnfinishedReactions,
} from '../ports/undelivered.ts';
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
  // An erasure takes all the time that there is.
  const inOrder = found.toSorted((one, other) => Number('erases' in one) - Number('erases' in other));
  for (const one of inOrder) {
    if (ports.clock.now() > beginUntil) return;
    try {
      if ('message' in one) await finishReactions(ports, one, beginUntil);
      if ('disbands' in one) await finishDisbanding(ports, one, beginUntil);
      if ('erases' in one) await finishErasure(ports, one, beginUntil);
    } catch (cause) {
      ports.logger.error('Something is still unfinished', { id: one.id, cause });
    }
  }
}

/** Nobody waits for it. */
const hasNoDeadline = (
  one: UndeliveredItem,
): one is UnfinishedReactions | UnfinishedDisbanding | UnfinishedErasure =>
  'message' in one || 'disbands' in one || 'erases' in one;
