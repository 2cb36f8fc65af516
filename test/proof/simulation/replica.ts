import type { Simulation } from './simulation.ts';

/** How far eventually consistent reads lag behind, at most, in this world. */
export const STALE_MS = 1_000;

type Store = Readonly<Record<string, (...args: never[]) => unknown>>;

/**
 * A store and a copy that lags behind: each write reaches the copy a while later, in the order in which it was made.
 * @param writes the names of the methods that write
 * @returns the store, whose writes go to both, and what an eventually consistent read sees
 */
export function withReplica<S extends object>(
  { scheduler, rng, faults }: Omit<Simulation, 'trace'>,
  primary: S,
  copy: S,
  writes: readonly (keyof S & string)[],
): { readonly store: S; stale(): S } {
  let appliedUntil = 0;

  function write(name: string, args: never[]): unknown {
    const lag = faults.isDue('stale', 0.5) ? rng.spread(5, STALE_MS) : 0;
    appliedUntil = Math.max(appliedUntil, scheduler.now() + lag);
    if (appliedUntil > scheduler.now())
      scheduler.at(appliedUntil, () => void (copy as Store)[name]?.(...args));
    else (copy as Store)[name]?.(...args);
    return (primary as Store)[name]?.(...args);
  }

  const store = Object.fromEntries(
    Object.keys(primary).map((name) => [
      name,
      (writes as readonly string[]).includes(name)
        ? (...args: never[]) => write(name, args)
        : (primary as Store)[name],
    ]),
  );
  return {
    store: store as S,
    stale: () => (faults.strikes('stale', 'stale read', 0.7) ? copy : primary),
  };
}
