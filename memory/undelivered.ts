import { HOLD_MS, type Undelivered, type UndeliveredEvent } from '../chat/ports/undelivered.ts';
import { readEventTime } from '../protocol/events/event-id.ts';

export interface MemoryUndelivered extends Undelivered {
  put(event: UndeliveredEvent): void;
  /** All, whoever is at them; oldest first. */
  all(): UndeliveredEvent[];
}

export function createMemoryUndelivered(): MemoryUndelivered {
  const events = new Map<string, UndeliveredEvent>();

  const all = () => [...events.values()].sort((one, other) => (one.id < other.id ? -1 : 1));

  return {
    all,
    put: (event) => void events.set(event.id, event),

    async due(now, limit) {
      const isDue = ({ id, heldUntil }: UndeliveredEvent) =>
        readEventTime(id) < now - HOLD_MS && heldUntil <= now;
      return all().filter(isDue).slice(0, limit);
    },

    async take(id, { now, until }) {
      const found = events.get(id);
      if (!found || found.heldUntil > now) return false;
      events.set(id, { ...found, heldUntil: until });
      return true;
    },

    async hold(id, until) {
      const found = events.get(id);
      if (found) events.set(id, { ...found, heldUntil: until });
    },

    remove: async (id) => void events.delete(id),

    async drop(id, heldUntil) {
      if (events.get(id)?.heldUntil === heldUntil) events.delete(id);
    },
  };
}
