import type { Scheduler } from '../simulation/scheduler.ts';
import type { WorldStores } from '../simulation/stores.ts';

/** That a user has erased everything about themselves. */
export interface Erased {
  /** The id of the command. */
  readonly id: string;
  /** When nobody could sign in any more who did not before; epoch milliseconds. */
  readonly at: number;
}

/** @returns the store, which does the same as before, and who was erased, by name */
export function recordErasures(
  scheduler: Scheduler,
  store: WorldStores['users'],
): { store: WorldStores['users']; erasures: ReadonlyMap<string, Erased> } {
  const erasures = new Map<string, Erased>();
  return {
    erasures,
    store: {
      ...store,
      async beginErasing(user, id) {
        await store.beginErasing(user, id);
        if (!erasures.has(user)) erasures.set(user, { id, at: scheduler.now() });
      },
    },
  };
}
