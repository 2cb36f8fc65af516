import type { Clock } from '../chat/ports/runtime.ts';
import { RETENTION_DAYS } from '../protocol/limits.ts';
import { createVirtualClock } from './clock.ts';

export const DAY_MS = 24 * 60 * 60 * 1_000;

/** What ends by time, ends by this clock. */
export interface MemoryRetention {
  readonly clock: Pick<Clock, 'now'>;
  readonly retentionDays: number;
}

/** A clock that stands still, for tests in which nothing ends. */
export const frozenRetention = (): MemoryRetention => ({
  clock: createVirtualClock(),
  retentionDays: RETENTION_DAYS,
});
