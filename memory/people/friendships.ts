import type { Friendship, FriendshipOf, Friendships } from '../../chat/ports/people/friendships.ts';
import { pageOf } from '../page.ts';

interface PairRecord extends Omit<FriendshipOf, 'user' | 'state'> {
  readonly names: readonly [string, string];
  /** What one of the two has ended is kept, for their command may come again. */
  readonly state: FriendshipOf['state'] | 'ended';
  /** The id of the event by which all began. */
  readonly requestId: string;
}

export function createMemoryFriendships(): Friendships {
  const pairs = new Map<string, PairRecord>();
  // A space stands in no name.
  const keyOf = (one: string, other: string) => [one, other].sort().join(' ');

  function findRequest(asker: string, answerer: string, { evenHidden }: { evenHidden: boolean }): boolean {
    const found = pairs.get(keyOf(asker, answerer));
    return found?.state === 'requested' && found.requestedBy === asker && (evenHidden || !found.hidden);
  }

  /** @param isMeant whether what stands there is what may be ended; what this id has ended already always is */
  function endBy(id: string, key: string, isMeant: boolean): boolean {
    const found = pairs.get(key);
    if (!found || !((isMeant && found.id < id) || (found.state === 'ended' && found.id === id))) return false;
    pairs.set(key, { ...found, state: 'ended', id });
    return true;
  }

  return {
    async find(one, other) {
      return toFriendship(pairs.get(keyOf(one, other)));
    },

    async request({ from, to, id, hidden }) {
      const key = keyOf(from, to);
      const found = pairs.get(key);
      const isSame = found?.state === 'requested' && found.requestedBy === from && found.id === id;
      const isOver = found?.state === 'ended' && found.requestId !== id;
      if (found && !isSame && !isOver) return false;
      pairs.set(key, {
        names: [from, to],
        requestedBy: from,
        state: 'requested',
        hidden,
        requestId: id,
        id,
      });
      return true;
    },

    async accept({ asker, answerer, id }, options) {
      const key = keyOf(asker, answerer);
      const found = pairs.get(key);
      const isSame = found?.state === 'friends' && found.id === id;
      if (!found || !(isSame || findRequest(asker, answerer, options))) return false;
      pairs.set(key, { ...found, state: 'friends', hidden: false, id });
      return true;
    },

    decline: async ({ asker, answerer, id }) =>
      endBy(id, keyOf(asker, answerer), findRequest(asker, answerer, { evenHidden: false })),

    async unfriend(user, other, id) {
      const isOwn = findRequest(user, other, { evenHidden: true });
      const key = keyOf(user, other);
      return endBy(id, key, isOwn || pairs.get(key)?.state === 'friends');
    },

    async endHidden({ asker, answerer, id }) {
      const key = keyOf(asker, answerer);
      const found = pairs.get(key);
      const isMeant = found?.hidden && findRequest(asker, answerer, { evenHidden: true });
      if (isMeant) pairs.set(key, { ...found, state: 'ended', id });
      return isMeant === true || (found?.state === 'ended' && found.id === id);
    },

    async end(one, other) {
      const found = pairs.get(keyOf(one, other));
      pairs.delete(keyOf(one, other));
      return toFriendship(found);
    },

    async friendsAmong(user, others) {
      return new Set(others.filter((other) => pairs.get(keyOf(user, other))?.state === 'friends'));
    },

    async others(user, range) {
      const names = [...pairs.values()].flatMap(({ names: [one, other] }) =>
        one === user ? [other] : other === user ? [one] : [],
      );
      return pageOf(names, (name) => name, range);
    },

    async list(user, state, range) {
      const listed = [...pairs.values()].flatMap(
        ({ names: [one, other], requestedBy, hidden, id, ...pair }) => {
          const isShown = !hidden || requestedBy === user;
          const isMeant = [one, other].includes(user) && pair.state === state && isShown;
          return isMeant ? [{ user: one === user ? other : one, requestedBy, state, hidden, id }] : [];
        },
      );
      return pageOf(listed, (friendship) => friendship.user, range);
    },
  };
}

function toFriendship(found: PairRecord | undefined): Friendship | undefined {
  if (!found || found.state === 'ended') return undefined;
  return { requestedBy: found.requestedBy, state: found.state, hidden: found.hidden };
}
