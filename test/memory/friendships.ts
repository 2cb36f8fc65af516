import type { Friendship, Friendships } from '../../chat/ports/friendships.ts';

export function createMemoryFriendships(): Friendships {
  const pairs = new Map<string, Friendship>();
  // A space stands in no name.
  const keyOf = (one: string, other: string) => [one, other].sort().join(' ');

  function findRequest(asker: string, answerer: string, { evenHidden }: { evenHidden: boolean }): boolean {
    const found = pairs.get(keyOf(asker, answerer));
    return found?.state === 'requested' && found.requestedBy === asker && (evenHidden || !found.hidden);
  }

  return {
    find: async (one, other) => pairs.get(keyOf(one, other)),

    async request({ from, to, hidden }) {
      const key = keyOf(from, to);
      if (pairs.has(key)) return false;
      pairs.set(key, { requestedBy: from, state: 'requested', hidden });
      return true;
    },

    async accept({ asker, answerer }, options) {
      if (!findRequest(asker, answerer, options)) return false;
      pairs.set(keyOf(asker, answerer), { requestedBy: asker, state: 'friends', hidden: false });
      return true;
    },

    async decline({ asker, answerer }) {
      const isShown = findRequest(asker, answerer, { evenHidden: false });
      return isShown && pairs.delete(keyOf(asker, answerer));
    },

    async unfriend(one, other) {
      const key = keyOf(one, other);
      return pairs.get(key)?.state === 'friends' && pairs.delete(key);
    },

    async end(one, other) {
      pairs.delete(keyOf(one, other));
    },
  };
}
