import { type Caches, createCaches } from '../../../chat/ports/caches.ts';
import type { Rng } from './rng.ts';

/** What one environment of a function remembers between its invocations. */
export type Environment = Caches;

export interface Environments {
  /** One that is idle, or a new one. */
  take(name: string): Environment;
  giveBack(environment: Environment): void;
  /** Its invocation died, and it with it. */
  discard(environment: Environment): void;
  /** Whether it may still be used. */
  isKept(environment: Environment): boolean;
}

/** @param rng decides whether an idle environment is used, as nobody knows of AWS */
export function createEnvironments(rng: Rng): Environments {
  const idle = new Map<string, Environment[]>();
  const names = new Map<Environment, string>();
  const idleOf = (name: string) => {
    const found = idle.get(name) ?? [];
    idle.set(name, found);
    return found;
  };
  return {
    take(name) {
      const [taken] = rng.hits(0.9) ? idleOf(name).splice(0, 1) : [];
      if (taken) return taken;
      const environment = createCaches();
      names.set(environment, name);
      return environment;
    },
    giveBack(environment) {
      const name = names.get(environment);
      if (name === undefined) return;
      const found = idleOf(name);
      found.splice(rng.between(0, found.length), 0, environment);
    },
    discard: (environment) => void names.delete(environment),
    isKept: (environment) => names.has(environment),
  };
}
