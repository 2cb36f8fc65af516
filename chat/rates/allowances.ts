import {
  AUTHORITY_ACTS_AT_ONCE,
  AUTHORITY_ACTS_PER_HOUR,
  EDITS_AT_ONCE,
  EDITS_PER_MINUTE,
  NOTIFY_CHANGES_PER_DAY,
  PROFILE_CHANGES_PER_DAY,
  REACTIONS_AT_ONCE,
  REACTIONS_PER_MINUTE,
  REPORTS_PER_DAY,
  SEARCHES_AT_ONCE,
  SEARCHES_PER_MINUTE,
} from '../../protocol/limits.ts';
import type { Limits } from '../ports/settings.ts';
import { type BucketPorts, spendFrom, type Taking } from './bucket.ts';
import { PRESENCE_RATE } from './presence-rate.ts';

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
  invitations: { periodMs: DAY_MS, limit: 'invitationsPerDay' },
} as const satisfies Record<string, { periodMs: number; limit: keyof Limits }>;

/** Of what is done more often, the part that an environment lets through without asking: slow use costs no write. */
const OWN = { rate: 1 / 5, burst: 1 / 5 };

const MINUTE_MS = 60_000;

/** What no operator sets. */
const fixedAllowances = {
  authority: perMinute(AUTHORITY_ACTS_PER_HOUR / 60, AUTHORITY_ACTS_AT_ONCE),
  edits: perMinute(EDITS_PER_MINUTE, EDITS_AT_ONCE),
  reactions: perMinute(REACTIONS_PER_MINUTE, REACTIONS_AT_ONCE),
  searches: perMinute(SEARCHES_PER_MINUTE, SEARCHES_AT_ONCE),
  presenceChanges: PRESENCE_RATE,
  // Each may leave a row that stays. Who sorts out all their conversations at once need not wait.
  notifyChanges: { costMs: DAY_MS / NOTIFY_CHANGES_PER_DAY, burstMs: DAY_MS, own: OWN },
  profileChanges: { costMs: DAY_MS / PROFILE_CHANGES_PER_DAY, burstMs: DAY_MS },
  reports: { costMs: DAY_MS / REPORTS_PER_DAY, burstMs: DAY_MS },
} as const satisfies Record<string, Omit<Taking, 'name'>>;

function perMinute(count: number, atOnce: number): Omit<Taking, 'name'> {
  return { costMs: MINUTE_MS / count, burstMs: (MINUTE_MS / count) * atOnce, own: OWN };
}

type Settable = keyof typeof allowances;
export type Allowance = Settable | keyof typeof fixedAllowances;
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
  if (allowance in fixedAllowances) return fixedAllowances[allowance as keyof typeof fixedAllowances];
  const { periodMs, limit } = allowances[allowance as Settable];
  return { costMs: periodMs / (limits[limit] ?? 1), burstMs: periodMs };
}
