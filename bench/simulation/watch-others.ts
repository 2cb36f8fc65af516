import type { Account } from './account.ts';
import type { EventQueue } from './event-queue.ts';

/** How the account's other frames fare meanwhile. */
export interface Others {
  /** The share of them that is refused. */
  mean(): number;
  /** The same, in the worst second. */
  worst(): number;
}

const LOOKS_EVERY_MS = 50;
const SECOND_MS = 1_000;

/**
 * Frames that come now and then find the bucket as the simulated calls around them find it, so their chance is read
 * off those: frames of their own would always come first or last in a tick.
 */
export function watchOthers(queue: EventQueue, account: Account, isOver: () => boolean): Others {
  const shares: number[] = [];
  let before = { calls: 0, refused: 0 };

  function look(): void {
    const { calls, refused } = account.figures;
    const made = calls - before.calls;
    shares.push(made === 0 ? 0 : (refused - before.refused) / made);
    before = { calls, refused };
    if (!isOver()) queue.at(queue.now() + LOOKS_EVERY_MS, look);
  }

  const mean = (from: number, to: number) => {
    const some = shares.slice(from, to);
    return some.reduce((sum, share) => sum + share, 0) / Math.max(1, some.length);
  };
  queue.at(LOOKS_EVERY_MS, look);
  return {
    mean: () => mean(0, shares.length),
    worst() {
      const looks = SECOND_MS / LOOKS_EVERY_MS;
      const starts = Array.from({ length: Math.max(1, shares.length - looks + 1) }, (_, index) => index);
      return Math.max(...starts.map((start) => mean(start, start + looks)));
    },
  };
}
