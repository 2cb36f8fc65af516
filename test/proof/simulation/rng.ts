/** The one source of randomness of a run: the same seed gives the same run. */
export interface Rng {
  /** A number in [0, 1). */
  next(): number;
  /** Whether something happens that has this probability. */
  hits(probability: number): boolean;
  /** A whole number, both ends included. */
  between(least: number, most: number): number;
  /** A whole number whose order of magnitude is what is even: short times are as likely as long ones. */
  spread(least: number, most: number): number;
  /** @throws RangeError when there is nothing to pick from */
  pick<T>(items: readonly T[]): T;
}

/** @param seed 32 bits (mulberry32: small, fast, and good enough to draw faults) */
export function createRng(seed: number): Rng {
  let state = seed >>> 0;

  function next(): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  const between = (least: number, most: number) => least + Math.floor(next() * (most - least + 1));
  return {
    next,
    between,
    hits: (probability) => probability > 0 && next() < probability,
    spread: (least, most) => Math.floor(least * (most / least) ** next()),
    pick(items) {
      const item = items[between(0, items.length - 1)];
      if (item === undefined) throw new RangeError('Nothing to pick from');
      return item;
    },
  };
}
