import {
  firstDue,
  HOLD_MS,
  type Undelivered,
  type UndeliveredItem,
  undeliveredName,
} from '../../chat/ports/messages/undelivered.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';

export interface MemoryUndelivered extends Undelivered {
  /** All, whoever is at them; oldest first. */
  all(): UndeliveredItem[];
}

const isEvent = (undelivered: UndeliveredItem | undefined) =>
  undelivered !== undefined && 'conversation' in undelivered;

export function createMemoryUndelivered(): MemoryUndelivered {
  const events = new Map<string, UndeliveredItem>();

  const all = () =>
    [...events].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, undelivered]) => undelivered);

  return {
    all,
    async note(unfinished) {
      const isKnown = events.has(unfinished.id);
      if (!isEvent(events.get(unfinished.id))) events.set(unfinished.id, unfinished);
      return !isKnown;
    },
    async forget(id) {
      if (!isEvent(events.get(id))) events.delete(id);
    },
    put: async (undelivered) => void events.set(undeliveredName(undelivered), undelivered),

    async due(now, limit) {
      const isDue = ({ id, heldUntil }: UndeliveredItem) =>
        readEventTime(id) < now - HOLD_MS && heldUntil <= now;
      return firstDue(all().filter(isDue), limit);
    },

    async take(name, { now, until }) {
      const found = events.get(name);
      if (!found || found.heldUntil > now) return false;
      events.set(name, { ...found, heldUntil: until });
      return true;
    },

    async hold(name, until) {
      const found = events.get(name);
      if (found) events.set(name, { ...found, heldUntil: until });
    },

    remove: async (name) => void events.delete(name),

    async drop(name, heldUntil) {
      if (events.get(name)?.heldUntil === heldUntil) events.delete(name);
    },
  };
}
