import { type ErasurePorts, runStep } from '../own-data/erasure.ts';
import { erasedBy } from '../own-data/note-erasure.ts';
import { DAY_MS } from '../ports/messages/conversations.ts';
import { HOLD_MS, type UnfinishedErasure } from '../ports/messages/undelivered.ts';
import type { Limits } from '../ports/settings.ts';

export type FinishErasurePorts = ErasurePorts & {
  readonly limits: Pick<Limits, 'nameFreedAfterDays' | 'retentionDays'>;
};

/** Beyond the retention: a day of two that have whispered is known for two days longer than the log, and clocks differ. */
const LEAST_DAYS_MORE = 3;

/**
 * Goes on with an erasure, page by page, as far as there is time for. Behind each is written how far it has come, so that a sweep that
 * follows one that died does that page again, and no more. What was never begun, as its function died before, is dropped.
 * @param until when the last page may begin, epoch milliseconds
 */
export async function finishErasure(
  ports: FinishErasurePorts,
  unfinished: UnfinishedErasure,
  until: number,
): Promise<void> {
  const { id: name, erases: user } = unfinished;
  const { clock, undelivered, users } = ports;
  const now = clock.now();
  if (!(await undelivered.take(name, { now, until: now + HOLD_MS }))) return;
  const id = erasedBy(name);
  const erasure = await users.erasure(user);
  if (erasure?.id !== id || erasure.freedAt !== undefined) return undelivered.remove(name);
  let { step, after } = unfinished;
  while (clock.now() <= until) {
    const { place, waitMs = 0 } = await runStep(ports, { user, id }, { step, after });
    if (!place) return finish(ports, { name, user, id });
    ({ step, after } = place);
    const heldUntil = clock.now() + Math.max(HOLD_MS, waitMs);
    await undelivered.put({ id: name, erases: user, step, after, heldUntil });
    if (waitMs > 0) return;
  }
  await undelivered.hold(name, clock.now());
}

async function finish(
  { users, undelivered, clock, limits }: FinishErasurePorts,
  { name, user, id }: { readonly name: string; readonly user: string; readonly id: string },
): Promise<void> {
  const { nameFreedAfterDays, retentionDays } = limits;
  // Till then a log may name its last owner.
  const days = Math.max(nameFreedAfterDays, retentionDays + LEAST_DAYS_MORE);
  await users.free(user, { id, freedAt: clock.now() + days * DAY_MS });
  await undelivered.remove(name);
}
