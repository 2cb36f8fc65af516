import type { RefRecord, Refs } from '../../chat/ports/messages/refs.ts';
import { REF_KEPT_MS } from '../../protocol/limits.ts';

interface StoredRef {
  readonly record: RefRecord;
  /** Epoch milliseconds */
  readonly expiresAt: number;
}

export function createMemoryRefs(): Refs {
  const refs = new Map<string, StoredRef>();
  // A space stands in no name.
  const keyOf = (user: string, ref: string) => `${user} ${ref}`;

  /** Changes an unfinished claim that is still of that id. */
  function change(user: string, ref: string, id: string, change: Partial<RefRecord>): void {
    const key = keyOf(user, ref);
    const found = refs.get(key);
    const isMeant = found?.record.id === id && found.record.answer === undefined;
    if (isMeant) refs.set(key, { ...found, record: { ...found.record, ...change } });
  }

  return {
    async claim(user, ref, { id, digest, now, until }) {
      const key = keyOf(user, ref);
      const found = refs.get(key);
      const isSame = found?.record.id === id && found.record.claimedUntil === until;
      const isFree = !found || found.expiresAt <= now || (isSame && found.record.answer === undefined);
      if (!isFree) return found.record;
      refs.set(key, { record: { id, digest, claimedUntil: until }, expiresAt: now + REF_KEPT_MS });
      return undefined;
    },

    async erase(user) {
      for (const key of [...refs.keys()]) if (key.startsWith(keyOf(user, ''))) refs.delete(key);
    },

    find: async (user, ref) => refs.get(keyOf(user, ref))?.record,

    async reclaim(user, ref, { id, digest, now, until }, was) {
      const key = keyOf(user, ref);
      const record = refs.get(key)?.record;
      const isFree = record?.id === was.id && record.claimedUntil <= now && record.answer === undefined;
      if (isFree)
        refs.set(key, { record: { id, digest, claimedUntil: until }, expiresAt: now + REF_KEPT_MS });
      return isFree;
    },

    answer: async (user, ref, id, answer) => change(user, ref, id, { answer }),

    release: async (user, ref, id) => change(user, ref, id, { claimedUntil: 0 }),
  };
}
