import type { Scheduler } from '../simulation/scheduler.ts';
import type { WorldStores } from '../simulation/stores.ts';

/** What became of the marks of events whose delivery was not over. */
export interface RecordedDeliveries {
  /** How often a sweep has taken what nobody had delivered. */
  readonly swept: number;
  /** When the last mark of an event went: all whom it concerns had been posted to by then, or closed; epoch milliseconds. */
  readonly overAt: ReadonlyMap<string, number>;
}

/** @returns the store, which does the same as before, and what it was told */
export function recordUndelivered(
  scheduler: Scheduler,
  store: WorldStores['undelivered'],
): { store: WorldStores['undelivered']; recorded: RecordedDeliveries } {
  const overAt = new Map<string, number>();
  let swept = 0;
  return {
    recorded: {
      overAt,
      get swept() {
        return swept;
      },
    },
    store: {
      ...store,
      async take(...given) {
        const isTaken = await store.take(...given);
        if (isTaken) swept++;
        return isTaken;
      },
      async remove(name) {
        await store.remove(name);
        // The name of a part of an audience begins with the event's id.
        const [id = name] = name.split('.');
        overAt.set(id, scheduler.now());
      },
    },
  };
}
