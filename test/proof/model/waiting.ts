import type { WaitingEvent } from '../../../chat/ports/messages/messages.ts';
import type { WorldStores } from '../simulation/stores.ts';

/** @returns the store, which does the same as before, and all that has ever waited for a user, by its id */
export function recordWaiting(store: WorldStores['waiting']): {
  store: WorldStores['waiting'];
  waited: ReadonlyMap<string, WaitingEvent>;
} {
  const waited = new Map<string, WaitingEvent>();
  return {
    waited,
    store: {
      ...store,
      async put(user, event, leasedUntil) {
        await store.put(user, event, leasedUntil);
        // What is hidden is kept for nobody.
        if (user === event.to) waited.set(event.id, event);
      },
    },
  };
}
