import { rateLimited } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { OwnUse } from '../ports/own-use.ts';
import { fill } from './fill.ts';

/** What is to be taken from a leaky bucket that drains in real time. */
export interface Taking {
  /** Of the bucket. */
  readonly name: string;
  /** How long the bucket is taken by this. */
  readonly costMs: number;
  /** How far ahead of the present the bucket may be taken. */
  readonly burstMs: number;
  /** Which part of the rate and of the burst an environment lets through without asking; absent: none. */
  readonly own?: OwnPart;
  /** What the same request takes of this bucket before this, each time that it is tried: it is to wait until both fit. */
  readonly beforeMs?: number;
}

/** Both between 0 and 1. */
export interface OwnPart {
  readonly rate: number;
  readonly burst: number;
}

export type BucketPorts = Pick<ChatPorts, 'ownUse' | 'rateBuckets' | 'clock'>;

const UNUSED: OwnUse = { freeAt: 0, owedMs: 0, takenUntil: 0, refusedUntil: 0, refusedMs: 0, refusedAt: 0 };

/**
 * Takes from a bucket that all environments share. What comes slowly costs no write: an environment lets a part of the
 * rate through by itself, and counts it, with what it let through before, once more comes. What was refused is refused
 * from memory until the bucket has drained, and so is what costs less; what costs more, for longer.
 * @throws ChatError `rate_limited`, with the milliseconds after which it may be tried again
 */
export async function spendFrom(ports: BucketPorts, taking: Taking): Promise<void> {
  const { ownUse, clock } = ports;
  const now = clock.now();
  const use = ownUse.get(taking.name) ?? UNUSED;
  // One from later than now was told by a clock that has been set back since.
  if (use.refusedUntil > now && use.refusedAt <= now)
    throw rateLimited(use.refusedUntil - now + Math.max(0, findRoom(use, taking) - use.refusedMs));
  const passed = passOwn(use, taking, now);
  if (passed) return ownUse.set(taking.name, passed);
  const wait = await takeShared(ports, taking, use, now);
  if (wait > 0) throw rateLimited(wait);
}

/** Lets it through by the environment's own part. @returns what is used of that then; undefined when too little is left */
function passOwn(use: OwnUse, taking: Taking, now: number): OwnUse | undefined {
  const { costMs, burstMs, own } = taking;
  if (own === undefined) return undefined;
  const mostMs = (burstMs * own.burst) / own.rate;
  const freeAt = fill(use.freeAt, now, mostMs, costMs / own.rate);
  if (freeAt > now + mostMs) return undefined;
  return { ...UNUSED, takenUntil: use.takenUntil, freeAt, owedMs: findOwed(use, taking) + costMs };
}

/** Takes it from the bucket itself, with what is owed. @returns 0, or the milliseconds to wait */
async function takeShared(
  { ownUse, rateBuckets }: BucketPorts,
  taking: Taking,
  use: OwnUse,
  now: number,
): Promise<number> {
  const { name, costMs, burstMs, beforeMs = 0 } = taking;
  const owedMs = findOwed(use, taking);
  const allMs = owedMs + costMs;
  // Before the call: what comes meanwhile must not count the same once more.
  ownUse.set(name, { ...use, owedMs: 0 });
  const left = await rateBuckets.take(name, {
    costMs: allMs,
    toleranceMs: Math.max(0, burstMs - allMs),
    now,
    isTaken: use.takenUntil > now,
  });
  const wait = left === 0 ? 0 : left + beforeMs;
  const meanwhile = ownUse.get(name) ?? UNUSED;
  if (wait === 0) {
    ownUse.set(name, { ...meanwhile, takenUntil: Math.max(use.takenUntil, now) + allMs });
  } else {
    const stillOwedMs = meanwhile.owedMs + owedMs;
    const refusedMs = findRoom(use, taking);
    ownUse.set(name, {
      ...meanwhile,
      owedMs: stillOwedMs,
      refusedUntil: now + wait,
      refusedMs,
      refusedAt: now,
    });
  }
  return wait;
}

/** At most a full own burst is owed, however long ago it was let through. */
const findOwed = ({ owedMs }: OwnUse, { burstMs, own }: Taking) =>
  Math.min(owedMs, burstMs * (own?.burst ?? 0));

/** How much of the bucket has to be free for it, as far as that matters: what costs more than may come at once waits until all of it is. */
const findRoom = (use: OwnUse, taking: Taking) =>
  Math.min(findOwed(use, taking) + taking.costMs, taking.burstMs) + (taking.beforeMs ?? 0);
