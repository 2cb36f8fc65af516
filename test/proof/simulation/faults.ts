import type { Rng } from './rng.ts';

/** How much of each kind of fault there is: 0 none, 1 as much as there ever is. */
export interface FaultProfile {
  /** Calls of the stores that take seconds. */
  readonly slow: number;
  /** Calls that fail, before or after they had their effect. */
  readonly calls: number;
  /** Functions that die between two calls. */
  readonly crashes: number;
  /** Posts that are throttled, fail, hang, or arrive and look failed. */
  readonly posts: number;
  /** Asynchronous invocations that come late, twice or never; `$disconnect` too. */
  readonly events: number;
  /** Eventually consistent reads that show what was up to a second ago. */
  readonly stale: number;
  /** Frames that are lost with their socket, late, or never reach a function. */
  readonly network: number;
  /** Token providers that fail, are slow, or give bad tokens. */
  readonly tokens: number;
}

/** Decides what goes wrong, and counts it. */
export interface Faults {
  /**
   * @param kind whose share of the profile counts
   * @param name by which it is counted
   * @param probability when there is as much of it as there ever is
   */
  strikes(kind: keyof FaultProfile, name: string, probability: number): boolean;
  /** The same, but it counts only when `count` is called. */
  isDue(kind: keyof FaultProfile, probability: number): boolean;
  count(name: string): void;
  /** From now on nothing goes wrong. */
  stop(): void;
  readonly isOver: boolean;
  /** How often each was struck. */
  readonly struck: ReadonlyMap<string, number>;
}

export function createFaults(profile: FaultProfile, rng: Rng): Faults {
  const struck = new Map<string, number>();
  let isOver = false;
  const isDue: Faults['isDue'] = (kind, probability) => !isOver && rng.hits(profile[kind] * probability);
  const count = (name: string) => void struck.set(name, (struck.get(name) ?? 0) + 1);
  return {
    isDue,
    count,
    strikes(kind, name, probability) {
      const isStruck = isDue(kind, probability);
      if (isStruck) count(name);
      return isStruck;
    },
    stop() {
      isOver = true;
    },
    get isOver() {
      return isOver;
    },
    struck,
  };
}
