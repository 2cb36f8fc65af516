import { type DynamoDBDocumentClient, GetCommand, QueryCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { groupChannel } from '../../chat/ports/connections/subscriptions.ts';
import {
  type ActivePeer,
  type Conversations,
  dayOf,
  isWhisperKey,
  type KeptConversation,
  type ReadState,
  whisperKey,
} from '../../chat/ports/messages/conversations.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import type { NotifyLevel } from '../../protocol/commands.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { deletePartition } from '../dynamodb/delete-partition.ts';
import { inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { isExpired, type Retention, retentionTtl } from '../dynamodb/retention.ts';
import { ITEMS_PER_READ, takePage } from '../dynamodb/take-page.ts';
import { conversationKey, nameInPartition } from '../schema.ts';

/** A day is written once: its later events, and clocks that differ, must not outlive the item. */
const MORE_DAYS = 2;
/** The TTL, in the year 2286, of what ends only when its user says so. */
const FOR_GOOD = 9_999_999_999;
/** Some 12 RRU of small items at worst, where fetching a page's by their keys costs 1 RRU each. */
const CHANNELS_READ = 500;

/**
 * With whom a user whispers, how far conversations were read, and of what in them the user wants to be told, in the Messages
 * table: an item a conversation.
 */
export function createConversationStore(
  db: DynamoDBDocumentClient,
  table: string,
  { retentionDays }: Retention,
  clock: Pick<Clock, 'now' | 'sleep'>,
): Conversations {
  const keptDays = retentionDays + MORE_DAYS;
  /** @param change behind which the item ends by time, unless something in it is kept for longer */
  const update = (
    user: string,
    key: string,
    change: string,
    condition: string,
    values: Record<string, unknown>,
  ) =>
    updateIf(db, {
      TableName: table,
      Key: conversationKey(user, key),
      UpdateExpression: `SET ${change}, expiresAt = if_not_exists(keptUntil, :expiresAt)`,
      ConditionExpression: condition,
      ExpressionAttributeValues: { ...values, ':expiresAt': retentionTtl(clock.now(), keptDays) },
    });

  // Whispers come last in the partition, so nothing else lies behind them.
  const whispersOf = (user: string, after = '') =>
    inPartition(table, conversationKey(user, '').pk, { consistent: true, after: whisperKey(after) });

  /** The oldest day of which anything is kept: of an item that is kept for good, nothing older happened. */
  const firstDay = () => dayOf(clock.now()) - keptDays;

  /** The peer of an item of whispers; none of one that has expired, or where nothing happened since. */
  function peerOf(item: Record<string, unknown>, since = firstDay()): ActivePeer[] {
    const isShared = Number(item.activeOn) >= since;
    const isOwn = Number(item.ownOn) >= since;
    if ((!isShared && !isOwn) || isExpired(item, clock.now())) return [];
    return [{ peer: peerIn(item), isShared, isOwn }];
  }

  const statesIn = (items: readonly Record<string, unknown>[]) =>
    new Map(
      items.filter((item) => !isExpired(item, clock.now())).map((item) => [String(item.sk), stateOf(item)]),
    );

  return {
    async findDays(user, peer) {
      const Key = conversationKey(user, whisperKey(peer));
      const { Item } = await db.send(new GetCommand({ TableName: table, Key }));
      if (!Item || isExpired(Item, clock.now())) return {};
      const { pairedOn, ownOn } = Item;
      return { ...(pairedOn !== undefined && { pairedOn }), ...(ownOn !== undefined && { ownOn }) };
    },

    async touch(user, peer, day) {
      const isForward = 'attribute_not_exists(activeOn) OR activeOn < :day';
      await update(user, whisperKey(peer), 'activeOn = :day', isForward, { ':day': day });
    },

    async pair(user, peer, day) {
      // An earlier day than the last is left out: that day's pair will be written, or has been.
      const isForward =
        '(attribute_not_exists(pairedOn) OR pairedOn < :day) AND ' +
        '(attribute_not_exists(activeOn) OR activeOn <= :day)';
      await update(user, whisperKey(peer), 'activeOn = :day, pairedOn = :day', isForward, { ':day': day });
    },

    async touchOwn(user, peer, day) {
      const isForward = 'attribute_not_exists(ownOn) OR ownOn < :day';
      await update(user, whisperKey(peer), 'ownOn = :day', isForward, { ':day': day });
    },

    async peersSince(user, day) {
      const peers: ActivePeer[] = [];
      for await (const page of queryPages(db, whispersOf(user))) {
        peers.push(...page.flatMap((item) => peerOf(item, day)));
      }
      return peers;
    },

    async peersAfter(user, after, limit) {
      const query = { ...whispersOf(user, after), Limit: Math.max(limit + 1, ITEMS_PER_READ) };
      return takePage(queryPages(db, query), {
        limit,
        turn: (item) => peerOf(item).map((peer) => ({ ...peer, ...stateOf(item) })),
        nameOf: peerIn,
      });
    },

    mark(user, key, upto, { isShown }) {
      const isForward = '(attribute_not_exists(readUpto) OR readUpto < :upto)';
      // Of a stranger there is nothing to be read.
      const isKnown = '(attribute_exists(activeOn) OR attribute_exists(ownOn))';
      const condition = isWhisperKey(key) ? `${isForward} AND ${isKnown}` : isForward;
      const change = isShown ? 'readUpto = :upto, shownUpto = :upto' : 'readUpto = :upto';
      return update(user, key, change, condition, { ':upto': upto });
    },

    setNotify(user, key, { level, rev }) {
      const isKept = level !== 'all';
      const ends = isKept
        ? 'keptUntil = :forGood, expiresAt = :forGood'
        : 'expiresAt = :expiresAt REMOVE keptUntil';
      return updateIf(db, {
        TableName: table,
        Key: conversationKey(user, key),
        UpdateExpression: `SET notifyLevel = :level, notifyRev = :rev, ${ends}`,
        ConditionExpression: 'attribute_not_exists(notifyRev) OR notifyRev <= :rev',
        ExpressionAttributeValues: {
          ':level': level,
          ':rev': rev,
          ...(isKept ? { ':forGood': FOR_GOOD } : { ':expiresAt': retentionTtl(clock.now(), keptDays) }),
        },
      });
    },

    async remember(user, { groupId, name }) {
      const change = '#group = :name, expiresAt = if_not_exists(keptUntil, :expiresAt)';
      await db.send(
        new UpdateCommand({
          TableName: table,
          Key: conversationKey(user, groupChannel(groupId)),
          UpdateExpression: `SET ${change}`,
          ExpressionAttributeNames: { '#group': 'group' },
          ExpressionAttributeValues: { ':name': name, ':expiresAt': retentionTtl(clock.now(), keptDays) },
        }),
      );
    },

    list(user, { after, limit }) {
      const query = inPartition(table, conversationKey(user, '').pk, { consistent: true, after });
      return takePage(queryPages(db, { ...query, Limit: Math.max(limit + 1, ITEMS_PER_READ) }), {
        limit,
        turn: (item) => (isExpired(item, clock.now()) ? [] : [toKept(item)]),
        nameOf: ({ sk }) => String(sk),
      });
    },

    erase: (user) => deletePartition(db, table, conversationKey(user, '').pk, clock),

    async states(user, keys) {
      const items = await batchGet(
        db,
        table,
        keys.map((key) => conversationKey(user, key)),
        clock,
      );
      return statesIn(items);
    },

    async channelStates(user) {
      const { Items = [], LastEvaluatedKey } = await db.send(
        new QueryCommand({
          TableName: table,
          KeyConditionExpression: 'pk = :pk AND sk < :whispers',
          ExpressionAttributeValues: { ':pk': conversationKey(user, '').pk, ':whispers': whisperKey('') },
          ConsistentRead: true,
          Limit: CHANNELS_READ,
        }),
      );
      return { states: statesIn(Items), isComplete: LastEvaluatedKey === undefined };
    },

    async marksOfPeers(user, peers) {
      const keys = peers.map((peer) => conversationKey(peer, whisperKey(user)));
      const items = await batchGet(db, table, keys, clock, { consistent: false });
      const shown = items.filter((item) => item.shownUpto !== undefined && !isExpired(item, clock.now()));
      return new Map(shown.map(({ pk, shownUpto }) => [nameInPartition(pk), String(shownUpto)]));
    },
  };
}

const toKept = (item: Record<string, unknown>): KeptConversation => ({
  key: String(item.sk),
  ...(typeof item.group === 'string' && { group: item.group }),
  ...stateOf(item),
});

/** What an item says of its conversation. */
function stateOf({ readUpto, notifyLevel, notifyRev }: Record<string, unknown>): ReadState {
  return {
    ...(readUpto !== undefined && { readUpto: String(readUpto) }),
    ...(notifyRev !== undefined && {
      notify: { level: notifyLevel as NotifyLevel, rev: String(notifyRev) },
    }),
  };
}

const peerIn = ({ sk }: Record<string, unknown>) => String(sk).slice(whisperKey('').length);
