import type { ChatPorts } from '../ports/chat-ports.ts';
import type { OwnUse } from '../ports/own-use.ts';

/** What is to be taken from a leaky bucket that drains in real time. */
export interface Taking {
  /** Of the bucket. */
  readonly name: string;
  /** How long the bucket is taken by this. */
  readonly costMs: number;
  /** How far ahead of the present the bucket may be taken. */
  readonly burstMs: number;
  /** Which part of the rate and of the burst an environment lets through without asking; absent: none. */
  readonly own?: { readonly rate: number; readonly burst: number };
}

export type BucketPorts = Pick<ChatPorts, 'ownUse' | 'rateBuckets' | 'clock'>;

const UNUSED: OwnUse = { freeAt: 0, uncountedMs: 0, refusedUntil: 0, refusedAt: 0 };

/**
 * Takes from a bucket that all environments share. What comes slowly costs no write: an environment lets a part of the
 * rate through by itself, and counts it, with what it let through before, once more comes. What was refused is refused
 * from memory until the bucket has drained.
 * @returns 0 when it was taken; else the milliseconds after which it may be tried again
 */
export async function takeFrom(ports: BucketPorts, taking: Taking): Promise<number> {
  const { ownUse, rateBuckets, clock } = ports;
  const { name, costMs, burstMs, own } = taking;
  const now = clock.now();
  const use = ownUse.get(name) ?? UNUSED;
  const refusedFor = use.refusedUntil - now;
  // One from later than now was told by a clock that has been set back since.
  if (refusedFor > 0 && use.refusedAt <= now) return refusedFor;
  const ownBurstMs = burstMs * (own?.burst ?? 0);
  // What was let through long ago counts no more than what may be let through at once.
  const uncountedMs = Math.min(use.uncountedMs, ownBurstMs) + costMs;
  if (own !== undefined) {
    const freeAt = Math.min(Math.max(now, use.freeAt), now + ownBurstMs / own.rate) + costMs / own.rate;
    if (freeAt <= now + ownBurstMs / own.rate) {
      ownUse.set(name, { freeAt, uncountedMs, refusedUntil: 0, refusedAt: 0 });
      return 0;
    }
  }
  const toleranceMs = Math.max(0, burstMs - uncountedMs);
  // Before the call: what comes meanwhile must not count the same once more.
  ownUse.set(name, { ...use, uncountedMs: 0 });
  const wait = await rateBuckets.take(name, { costMs: uncountedMs, toleranceMs, now });
  if (wait > 0) {
    const meanwhile = ownUse.get(name) ?? UNUSED;
    const stillUncounted = meanwhile.uncountedMs + uncountedMs - costMs;
    ownUse.set(name, { ...meanwhile, uncountedMs: stillUncounted, refusedUntil: now + wait, refusedAt: now });
  }
  return wait;
}
