import { groupChannel } from '../../chat/ports/connections/subscriptions.ts';
import {
  type Conversations,
  dayOf,
  isWhisperKey,
  type NotifyState,
  type ReadPeer,
  type ReadState,
  whisperKey,
} from '../../chat/ports/messages/conversations.ts';
import { pageOf } from '../page.ts';
import { DAY_MS, frozenRetention } from '../retention.ts';

interface ConversationRecord {
  readonly key: string;
  readonly activeOn?: number;
  readonly pairedOn?: number;
  readonly ownOn?: number;
  readonly readUpto?: string;
  readonly shownUpto?: string;
  readonly notify?: NotifyState;
  readonly group?: string;
  /** Epoch milliseconds; infinite while the user doesn't want to be told of all */
  readonly expiresAt: number;
}

export function createMemoryConversations({ clock, retentionDays } = frozenRetention()): Conversations {
  const users = new Map<string, Map<string, ConversationRecord>>();
  const keptDays = retentionDays + 2;

  function write(user: string, key: string, change: Partial<ConversationRecord>): void {
    const records = users.get(user) ?? new Map<string, ConversationRecord>();
    const changed = { ...records.get(key), ...change };
    const isKept = changed.notify !== undefined && changed.notify.level !== 'all';
    const expiresAt = isKept ? Number.POSITIVE_INFINITY : clock.now() + keptDays * DAY_MS;
    users.set(user, records.set(key, { ...changed, key, expiresAt }));
  }

  /** As it was written last, even if it has expired: nothing moves back. */
  const find = (user: string, key: string) => users.get(user)?.get(key);
  const isKept = (record: ConversationRecord) => record.expiresAt > clock.now();

  const keptOf = (user: string) => [...(users.get(user)?.values() ?? [])].filter(isKept);

  /** The peers, in order, with whom something happened on that day or later. */
  const peersOf = (user: string, since: number): ReadPeer[] =>
    keptOf(user)
      .filter(({ key }) => isWhisperKey(key))
      .map(({ key, activeOn = Number.NaN, ownOn = Number.NaN, ...record }) => ({
        peer: key.slice(whisperKey('').length),
        isShared: activeOn >= since,
        isOwn: ownOn >= since,
        ...stateOf(record),
      }))
      .filter(({ isShared, isOwn }) => isShared || isOwn)
      .sort((one, other) => (one.peer < other.peer ? -1 : 1));

  return {
    async findDays(user, peer) {
      const record = find(user, whisperKey(peer));
      if (!record || !isKept(record)) return {};
      const { pairedOn, ownOn } = record;
      return { ...(pairedOn !== undefined && { pairedOn }), ...(ownOn !== undefined && { ownOn }) };
    },

    async touch(user, peer, day) {
      const { activeOn = Number.NEGATIVE_INFINITY } = find(user, whisperKey(peer)) ?? {};
      if (activeOn < day) write(user, whisperKey(peer), { activeOn: day });
    },

    async pair(user, peer, day) {
      const { activeOn = day, pairedOn = Number.NEGATIVE_INFINITY } = find(user, whisperKey(peer)) ?? {};
      if (pairedOn < day && activeOn <= day) write(user, whisperKey(peer), { activeOn: day, pairedOn: day });
    },

    async touchOwn(user, peer, day) {
      const { ownOn = Number.NEGATIVE_INFINITY } = find(user, whisperKey(peer)) ?? {};
      if (ownOn < day) write(user, whisperKey(peer), { ownOn: day });
    },

    peersSince: async (user, day) =>
      peersOf(user, day).map(({ peer, isShared, isOwn }) => ({ peer, isShared, isOwn })),

    async peersAfter(user, after, limit) {
      return pageOf(peersOf(user, dayOf(clock.now()) - keptDays), ({ peer }) => peer, { after, limit });
    },

    async mark(user, key, upto, { isShown }) {
      const { readUpto = '', activeOn, ownOn } = find(user, key) ?? {};
      if (upto <= readUpto || (isWhisperKey(key) && activeOn === undefined && ownOn === undefined))
        return false;
      write(user, key, { readUpto: upto, ...(isShown && { shownUpto: upto }) });
      return true;
    },

    async setNotify(user, key, notify) {
      const known = find(user, key)?.notify;
      if (known && known.rev > notify.rev) return false;
      write(user, key, { notify });
      return true;
    },

    remember: async (user, { groupId, name }) => write(user, groupChannel(groupId), { group: name }),

    async list(user, range) {
      const kept = keptOf(user).map(({ key, group, ...record }) => ({
        key,
        ...(group !== undefined && { group }),
        ...stateOf(record),
      }));
      return pageOf(kept, ({ key }) => key, range);
    },

    erase: async (user) => void users.delete(user),

    async states(user, keys) {
      const found = keys.flatMap((key): [string, ReadState][] => {
        const record = find(user, key);
        return record && isKept(record) ? [[key, stateOf(record)]] : [];
      });
      return new Map(found);
    },

    async channelStates(user) {
      const channels = keptOf(user).filter(({ key }) => !isWhisperKey(key));
      return {
        states: new Map(channels.map((record) => [record.key, stateOf(record)])),
        isComplete: true,
      };
    },

    async marksOfPeers(user, peers) {
      const found = peers.flatMap((peer): [string, string][] => {
        const record = find(peer, whisperKey(user));
        return record?.shownUpto !== undefined && isKept(record) ? [[peer, record.shownUpto]] : [];
      });
      return new Map(found);
    },
  };
}

/** What a record says of its conversation. */
const stateOf = ({ readUpto, notify }: ReadState): ReadState => ({
  ...(readUpto !== undefined && { readUpto }),
  ...(notify && { notify }),
});
