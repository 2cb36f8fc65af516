import type { Waiting } from '../../chat/ports/messages.ts';
import type { ChatEvent } from '../../protocol/events.ts';

interface WaitingItem {
  readonly event: ChatEvent;
  readonly leasedUntil: number;
  readonly isFollowed?: boolean;
}

export function createMemoryWaiting(): Waiting {
  const items = new Map<string, Map<string, WaitingItem>>();

  function itemsOf(user: string): Map<string, WaitingItem> {
    const found = items.get(user) ?? new Map<string, WaitingItem>();
    items.set(user, found);
    return found;
  }

  return {
    async put(user, event, leasedUntil) {
      itemsOf(user).set(event.id, { event, leasedUntil });
    },

    async *list(user) {
      const ids = [...itemsOf(user).keys()].sort();
      for (const id of ids) {
        const item = itemsOf(user).get(id);
        if (item) yield { id, event: item.event };
      }
    },

    any: async (user) => itemsOf(user).size > 0,

    async lease(user, id, { now, until }) {
      const item = itemsOf(user).get(id);
      if (!item || item.leasedUntil > now) return false;
      itemsOf(user).set(id, { ...item, leasedUntil: until });
      return true;
    },

    async release(user, id) {
      const item = itemsOf(user).get(id);
      if (item) itemsOf(user).set(id, { ...item, leasedUntil: 0 });
    },

    async follow(user, id) {
      const item = itemsOf(user).get(id);
      if (item) itemsOf(user).set(id, { ...item, isFollowed: true });
      return item !== undefined;
    },

    async remove(user, id) {
      const item = itemsOf(user).get(id);
      itemsOf(user).delete(id);
      return item?.isFollowed === true;
    },
  };
}
