import type { Waiting, WaitingEvent } from '../../chat/ports/messages/messages.ts';
import { readEventTime } from '../../protocol/events/event-id.ts';
import { DAY_MS, frozenRetention, type MemoryRetention } from '../retention.ts';
import type { MemoryWaitingCounts } from './waiting-counts.ts';

interface WaitingItem {
  readonly event: WaitingEvent;
  readonly leasedUntil: number;
  readonly leasedBy?: number;
  readonly isFollowed?: boolean;
}

/** @param counts which lie beside what waits: whoever looks whether there is anything finds them as well */
export function createMemoryWaiting(
  { clock, retentionDays }: MemoryRetention = frozenRetention(),
  counts: Pick<MemoryWaitingCounts, 'isCounted'> = { isCounted: () => false },
): Waiting {
  const items = new Map<string, Map<string, WaitingItem>>();

  function itemsOf(user: string): Map<string, WaitingItem> {
    const found = items.get(user) ?? new Map<string, WaitingItem>();
    items.set(user, found);
    return found;
  }

  const isKept = (id: string) => readEventTime(id) + retentionDays * DAY_MS > clock.now();

  return {
    async put(user, { type, id, from, to }, leasedUntil) {
      itemsOf(user).set(id, { event: { type, id, from, to }, leasedUntil });
    },

    async *list(user) {
      const ids = [...itemsOf(user).keys()].sort();
      for (const id of ids) {
        const item = itemsOf(user).get(id);
        if (item && isKept(id)) yield item.event;
      }
    },

    any: async (user) => [...itemsOf(user).keys()].some(isKept) || counts.isCounted(user),

    async lease(user, id, { now, until, by }) {
      const item = itemsOf(user).get(id);
      if (!item || (item.leasedUntil > now && item.leasedBy !== by)) return false;
      itemsOf(user).set(id, { ...item, leasedUntil: until, leasedBy: by });
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
