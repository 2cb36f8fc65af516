import {
  EDITS_AT_ONCE,
  EDITS_PER_MINUTE,
  REACTIONS_AT_ONCE,
  REACTIONS_PER_MINUTE,
} from '../../protocol/limits.ts';
import type { Limits } from '../ports/settings.ts';
import { type BucketPorts, spendFrom, type Taking } from './bucket.ts';

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

/** What a user does more often, limited by the minute. Slow use costs no write: see `OWN`. */
const quickAllowances = {
  edits: quickly(EDITS_PER_MINUTE, EDITS_AT_ONCE),
  reactions: quickly(REACTIONS_PER_MINUTE, REACTIONS_AT_ONCE),
} as const;
/** Of those, the part that an environment lets through without asking the shared bucket. */
const OWN = { rate: 1 / 5, burst: 1 / 5 };

function quickly(perMinute: number, atOnce: number): Pick<Taking, 'costMs' | 'burstMs'> {
  const costMs = 60_000 / perMinute;
  return { costMs, burstMs: costMs * atOnce };
}

type Settable = keyof typeof allowances;
type Quick = keyof typeof quickAllowances;
export type Allowance = Settable | Quick;
type LimitOf<A extends Allowance> = A extends Settable ? (typeof allowances)[A]['limit'] : never;

/**
 * Spends one use of a user's allowance: one write, or two when the last was not long ago; of the quick ones nearly always none.
 * @throws ChatError `rate_limited`
 */
export async function spend<A extends Allowance>(
  ports: BucketPorts & { readonly limits: Pick<Limits, LimitOf<A>> },
  allowance: A,
  user: string,
): Promise<void> {
  await spendFrom(ports, { name: `${allowance}:${user}`, ...takingOf(allowance, ports.limits) });
}

function takingOf(allowance: Allowance, limits: Partial<Limits>): Omit<Taking, 'name'> {
  if (allowance in quickAllowances) return { ...quickAllowances[allowance as Quick], own: OWN };
  const { periodMs, limit } = allowances[allowance as Settable];
  return { costMs: periodMs / (limits[limit] ?? 1), burstMs: periodMs };
}
