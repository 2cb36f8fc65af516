import type {
  Subscription,
  SubscriptionKey,
  Subscriptions,
} from '../../../chat/ports/connections/subscriptions.ts';
import type { Scheduler } from '../simulation/scheduler.ts';

/** While a connection was in the audience of a channel; epoch milliseconds. */
export interface SubscriptionPeriod {
  readonly channel: string;
  readonly connectionId: string;
  readonly from: number;
  until?: number;
}

/** @returns the store, which does the same as before, and who was in which audience when */
export function recordSubscriptions(
  scheduler: Scheduler,
  store: Subscriptions,
): { store: Subscriptions; periods: readonly SubscriptionPeriod[] } {
  const periods: SubscriptionPeriod[] = [];
  const current = new Map<string, { period: SubscriptionPeriod; version: string | undefined }>();
  const keyOf = ({ channel, connectionId }: SubscriptionKey) => `${channel} ${connectionId}`;

  function begin(row: Subscription): void {
    const { channel, connectionId, version } = row;
    const found = current.get(keyOf(row));
    const period = found?.period ?? { channel, connectionId, from: scheduler.now() };
    if (!found) periods.push(period);
    current.set(keyOf(row), { period, version });
  }

  function end(key: SubscriptionKey): void {
    const found = current.get(keyOf(key));
    if (found) found.period.until = scheduler.now();
    current.delete(keyOf(key));
  }

  return {
    periods,
    store: {
      ...store,
      async put(rows) {
        await store.put(rows);
        rows.forEach(begin);
      },
      async removeVersion(key, version) {
        await store.removeVersion(key, version);
        if (current.get(keyOf(key))?.version === version) end(key);
      },
      async removeAll(keys) {
        await store.removeAll(keys);
        keys.forEach(end);
      },
    },
  };
}
