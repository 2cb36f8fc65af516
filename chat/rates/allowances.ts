import type { Limits } from '../ports/settings.ts';
import { type BucketPorts, spendFrom } from './bucket.ts';

const HOUR_MS = 60 * 60 * 1_000;
const DAY_MS = 24 * HOUR_MS;

/**
 * What one user may do so often in a period, and as often at once, because each use makes the operator store or pay for
 * something: a sign-in writes a row for each of the user's groups, a relation change stores an event and what waits for
 * the other party, and a group that was made stays for good. Blocks have an allowance of their own, of the same size:
 * who has used up the other must still be able to block.
 */
const allowances = {
  signIns: { periodMs: HOUR_MS, limit: 'signInsPerHour' },
  relationChanges: { periodMs: DAY_MS, limit: 'relationChangesPerDay' },
  blocks: { periodMs: DAY_MS, limit: 'relationChangesPerDay' },
  groupsMade: { periodMs: DAY_MS, limit: 'groupsMadePerDay' },
} as const satisfies Record<string, { periodMs: number; limit: keyof Limits }>;

export type Allowance = keyof typeof allowances;
type LimitOf<A extends Allowance> = (typeof allowances)[A]['limit'];

/**
 * Spends one use of a user's allowance: one write, or two when the last was not long ago.
 * @throws ChatError `rate_limited`
 */
export async function spend<A extends Allowance>(
  ports: BucketPorts & { readonly limits: Pick<Limits, LimitOf<A>> },
  allowance: A,
  user: string,
): Promise<void> {
  const { periodMs, limit } = allowances[allowance];
  const limits: Partial<Limits> = ports.limits;
  const costMs = periodMs / (limits[limit] ?? 1);
  await spendFrom(ports, { name: `${allowance}:${user}`, costMs, burstMs: periodMs });
}
