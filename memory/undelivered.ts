import {
  HOLD_MS,
  type Undelivered,
  type UndeliveredEvent,
  type UndeliveredWaiting,
  undeliveredKey,
} from '../chat/ports/undelivered.ts';
import { readEventTime } from '../protocol/events/event-id.ts';

export interface MemoryUndelivered extends Undelivered {
  /** All, whoever is at them; oldest first. */
  all(): (UndeliveredEvent | UndeliveredWaiting)[];
}

export function createMemoryUndelivered(): MemoryUndelivered {
  const events = new Map<string, UndeliveredEvent | UndeliveredWaiting>();

  const all = () =>
    [...events].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, undelivered]) => undelivered);

  return {
    all,
    put: async (undelivered) => void events.set(undeliveredKey(undelivered), undelivered),

    async due(now, limit) {
      const isDue = ({ id, heldUntil }: UndeliveredEvent | UndeliveredWaiting) =>
        readEventTime(id) < now - HOLD_MS && heldUntil <= now;
      return all().filter(isDue).slice(0, limit);
    },

    async take(key, { now, until }) {
      const found = events.get(key);
      if (!found || found.heldUntil > now) return false;
      events.set(key, { ...found, heldUntil: until });
      return true;
    },

    async hold(key, until) {
      const found = events.get(key);
      if (found) events.set(key, { ...found, heldUntil: until });
    },

    remove: async (key) => void events.delete(key),

    async drop(key, heldUntil) {
      if (events.get(key)?.heldUntil === heldUntil) events.delete(key);
    },
  };
}
