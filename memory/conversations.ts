import { type Conversations, isWhisperKey, type ReadPeer, whisperKey } from '../chat/ports/conversations.ts';
import { pageOf } from './page.ts';
import { DAY_MS, frozenRetention } from './retention.ts';

interface ConversationRecord {
  readonly key: string;
  readonly activeOn?: number;
  readonly pairedOn?: number;
  readonly ownOn?: number;
  readonly readUpto?: string;
  readonly shownUpto?: string;
  /** Epoch milliseconds */
  readonly expiresAt: number;
}

export function createMemoryConversations({ clock, retentionDays } = frozenRetention()): Conversations {
  const users = new Map<string, Map<string, ConversationRecord>>();

  function write(user: string, key: string, change: Partial<ConversationRecord>): void {
    const records = users.get(user) ?? new Map<string, ConversationRecord>();
    const expiresAt = clock.now() + (retentionDays + 2) * DAY_MS;
    users.set(user, records.set(key, { ...records.get(key), ...change, key, expiresAt }));
  }

  /** As it was written last, even if it has expired: nothing moves back. */
  const find = (user: string, key: string) => users.get(user)?.get(key);
  const isKept = (record: ConversationRecord) => record.expiresAt > clock.now();

  const keptOf = (user: string) => [...(users.get(user)?.values() ?? [])].filter(isKept);

  /** The peers, in order, with whom something happened on that day or later. */
  const peersOf = (user: string, since: number): ReadPeer[] =>
    keptOf(user)
      .map(({ key, activeOn = Number.NaN, ownOn = Number.NaN, readUpto }) => ({
        peer: key.slice(whisperKey('').length),
        isShared: activeOn >= since,
        isOwn: ownOn >= since,
        ...(readUpto !== undefined && { readUpto }),
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

    peersSince: async (user, day) => peersOf(user, day).map(({ readUpto: _, ...peer }) => peer),

    async peersAfter(user, after, limit) {
      return pageOf(peersOf(user, Number.NEGATIVE_INFINITY), ({ peer }) => peer, { after, limit });
    },

    async mark(user, key, upto, { isShown }) {
      const { readUpto = '', activeOn, ownOn } = find(user, key) ?? {};
      if (upto <= readUpto || (isWhisperKey(key) && activeOn === undefined && ownOn === undefined))
        return false;
      write(user, key, { readUpto: upto, ...(isShown && { shownUpto: upto }) });
      return true;
    },

    async marks(user, keys) {
      const found = keys.flatMap((key): [string, string][] => {
        const record = find(user, key);
        return record?.readUpto !== undefined && isKept(record) ? [[key, record.readUpto]] : [];
      });
      return new Map(found);
    },

    async channelMarks(user) {
      const found = keptOf(user).flatMap(({ key, readUpto }): [string, string][] =>
        readUpto === undefined || isWhisperKey(key) ? [] : [[key, readUpto]],
      );
      return { marks: new Map(found), isComplete: true };
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
