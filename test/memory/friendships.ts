import type { FriendshipOf, Friendships } from '../../chat/ports/friendships.ts';
import { pageOf } from './page.ts';

interface PairRecord extends Omit<FriendshipOf, 'user'> {
  readonly names: readonly [string, string];
}

export function createMemoryFriendships(): Friendships {
  const pairs = new Map<string, PairRecord>();
  // A space stands in no name.
  const keyOf = (one: string, other: string) => [one, other].sort().join(' ');

  function findRequest(asker: string, answerer: string, { evenHidden }: { evenHidden: boolean }): boolean {
    const found = pairs.get(keyOf(asker, answerer));
    return found?.state === 'requested' && found.requestedBy === asker && (evenHidden || !found.hidden);
  }

  return {
    async find(one, other) {
      const found = pairs.get(keyOf(one, other));
      return found && { requestedBy: found.requestedBy, state: found.state, hidden: found.hidden };
    },

    async request({ from, to, id, hidden }) {
      const key = keyOf(from, to);
      const found = pairs.get(key);
      const isSame = found?.state === 'requested' && found.requestedBy === from && found.id === id;
      if (found && !isSame) return false;
      pairs.set(key, { names: [from, to], requestedBy: from, state: 'requested', hidden, id });
      return true;
    },

    async accept({ asker, answerer, id }, options) {
      const key = keyOf(asker, answerer);
      const found = pairs.get(key);
      const isSame = found?.state === 'friends' && found.id === id;
      if (!isSame && !findRequest(asker, answerer, options)) return false;
      pairs.set(key, {
        names: [asker, answerer],
        requestedBy: asker,
        state: 'friends',
        hidden: false,
        id,
      });
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

    async list(user, state, range) {
      const listed = [...pairs.values()].flatMap(({ names: [one, other], ...friendship }) => {
        const isShown = !friendship.hidden || friendship.requestedBy === user;
        const isMeant = [one, other].includes(user) && friendship.state === state && isShown;
        return isMeant ? [{ user: one === user ? other : one, ...friendship }] : [];
      });
      return pageOf(listed, (friendship) => friendship.user, range);
    },
  };
}
