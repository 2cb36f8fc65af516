import { createMemoryPorts } from '../../memory/chat-ports.ts';
import { createVirtualClock } from '../../memory/clock.ts';
import { createMemorySubscriptions } from '../../memory/connections/subscriptions.ts';
import type { Stores } from './stores.ts';

export async function openMemoryStores(): Promise<Stores> {
  const clock = createVirtualClock();
  const ports = createMemoryPorts({ clock, subscriptions: createMemorySubscriptions(clock, 10) });
  return {
    ...ports,
    close: async () => undefined,
  };
}
