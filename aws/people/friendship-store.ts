import { DeleteCommand, type DynamoDBDocumentClient, GetCommand } from '@aws-sdk/lib-dynamodb';
import type { Friendship, FriendshipOf, Friendships } from '../../chat/ports/people/friendships.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { putIf, updateIf } from '../dynamodb/conditional-write.ts';
import { endedTtl } from '../dynamodb/ended-ttl.ts';
import { inInverse, inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { ITEMS_PER_READ, takePage } from '../dynamodb/take-page.ts';
import { friendsPartition, nameInPartition } from '../schema.ts';

type State = Friendship['state'] | 'ended';

type PairOf = Omit<FriendshipOf, 'state'> & { readonly state: State };

/** What must hold of an item; `#state` in it is the item's state. */
interface Condition {
  readonly ConditionExpression: string;
  readonly ExpressionAttributeValues: Readonly<Record<string, unknown>>;
}

/**
 * One item a pair in the People table, under the name that sorts first; the other finds it by the inverse index. What
 * was declined or ended by one of the two stays for a day, for their command may come again; no read shows it.
 */
export function createFriendshipStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'sleep'>,
): Friendships {
  /** @param condition of what is ended */
  const end = (id: string, one: string, other: string, condition: Condition) =>
    updateIf(db, {
      TableName: table,
      Key: pairKey(one, other),
      UpdateExpression: 'SET #state = :ended, changed = :id, expiresAt = :expiresAt REMOVE #inverse',
      ConditionExpression: condition.ConditionExpression,
      ExpressionAttributeNames: { '#state': 'state', '#inverse': 'inverse' },
      ExpressionAttributeValues: {
        ...condition.ExpressionAttributeValues,
        ':ended': 'ended',
        ':id': id,
        ':expiresAt': endedTtl(id),
      },
    });

  /** @param condition of what is ended, unless this id has ended it already */
  const endBy = (id: string, one: string, other: string, condition: Condition) =>
    end(id, one, other, {
      ...condition,
      // A newer one has nothing to do with a command that comes again.
      ConditionExpression: `((${condition.ConditionExpression}) AND changed < :id) OR (#state = :ended AND changed = :id)`,
    });

  /** By the other's name. @param Limit items a read */
  async function* itemsOf(user: string, after: string, Limit: number) {
    const partition = friendsPartition(user);
    // A name that sorts before the user's has the item under itself.
    if (after < user) {
      yield* queryPages(db, { ...inInverse(table, partition, friendsPartition(after)), Limit });
    }
    yield* queryPages(db, { ...inPartition(table, partition, { consistent: false, after }), Limit });
  }

  return {
    async find(one, other) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: pairKey(one, other), ConsistentRead: true }),
      );
      return toFriendship(Item);
    },

    request({ from, to, id, hidden }) {
      const key = pairKey(from, to);
      const inverse = friendsPartition(key.sk);
      return putIf(db, {
        TableName: table,
        Item: {
          ...key,
          inverse,
          requestedBy: from,
          state: 'requested',
          isHidden: hidden,
          requestId: id,
          changed: id,
        },
        // What came of this very request and has ended stays ended: this is the request come again.
        ConditionExpression:
          'attribute_not_exists(pk) OR (#state = :requested AND requestedBy = :from AND changed = :id) OR ' +
          '(#state = :ended AND requestId <> :id)',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ':requested': 'requested',
          ':ended': 'ended',
          ':from': from,
          ':id': id,
        },
      });
    },

    accept({ asker, answerer, id }, { evenHidden }) {
      const condition = requestBy(asker, { evenHidden });
      return updateIf(db, {
        TableName: table,
        Key: pairKey(asker, answerer),
        UpdateExpression: 'SET #state = :friends, isHidden = :shown, changed = :id',
        ConditionExpression: `(${condition.ConditionExpression}) OR (#state = :friends AND changed = :id)`,
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: {
          ...condition.ExpressionAttributeValues,
          ':friends': 'friends',
          ':shown': false,
          ':id': id,
        },
      });
    },

    decline: ({ asker, answerer, id }) => endBy(id, asker, answerer, requestBy(asker, { evenHidden: false })),

    unfriend: (user, other, id) =>
      endBy(id, user, other, {
        ConditionExpression: '#state = :friends OR (#state = :requested AND requestedBy = :user)',
        ExpressionAttributeValues: { ':friends': 'friends', ':requested': 'requested', ':user': user },
      }),

    endHidden: ({ asker, answerer, id }) =>
      // Whatever its id: a request that is hidden by a block that has ended would stay so for ever.
      end(id, asker, answerer, {
        ConditionExpression:
          '(#state = :requested AND requestedBy = :asker AND isHidden = :true) OR (#state = :ended AND changed = :id)',
        ExpressionAttributeValues: { ':requested': 'requested', ':asker': asker, ':true': true },
      }),

    async end(one, other) {
      const { Attributes } = await db.send(
        new DeleteCommand({ TableName: table, Key: pairKey(one, other), ReturnValues: 'ALL_OLD' }),
      );
      return toFriendship(Attributes);
    },

    async friendsAmong(user, others) {
      const keys = others.map((other) => pairKey(user, other));
      const items = await batchGet(db, table, keys, clock, { consistent: false });
      const pairs = items.map((item) => toPairOf(item, user));
      return new Set(pairs.filter(({ state }) => state === 'friends').map((pair) => pair.user));
    },

    others: (user, { after = '', limit }) =>
      takePage(itemsOf(user, after, Math.max(limit + 1, ITEMS_PER_READ)), {
        limit,
        turn: (item) => [toPairOf(item, user).user],
        nameOf: (item) => toPairOf(item, user).user,
      }),

    list(user, state, { after = '', limit }) {
      const shown = (item: Record<string, unknown>) => {
        const { state: itsState, ...friendship } = toPairOf(item, user);
        const isVisible = state === 'friends' || !friendship.hidden || friendship.requestedBy === user;
        return itsState === state && isVisible ? [{ ...friendship, state }] : [];
      };
      return takePage(itemsOf(user, after, Math.max(limit + 1, ITEMS_PER_READ)), {
        limit,
        turn: shown,
        nameOf: (item) => toPairOf(item, user).user,
      });
    },
  };
}

/** The pair's key, whoever is named first. */
function pairKey(one: string, other: string): { pk: string; sk: string } {
  const [first, second] = one < other ? [one, other] : [other, one];
  return { pk: friendsPartition(first), sk: second };
}

/** An item as one of the two sees it, whatever its state. */
function toPairOf(item: Record<string, unknown>, user: string): PairOf {
  // `changed` is the id of the event that made it what it is.
  const { pk, sk, changed } = readRow(item, { pk: 'string', sk: 'string', changed: 'string' });
  const first = nameInPartition(pk);
  return { user: first === user ? sk : first, id: changed, ...readState(item) };
}

function readState(item: Record<string, unknown>) {
  const { requestedBy, state, isHidden } = readRow(item, {
    requestedBy: 'string',
    state: 'string',
    isHidden: 'boolean',
  });
  return { requestedBy, state: state as State, hidden: isHidden };
}

/** Holds for a request that `asker` made and nobody has answered. */
function requestBy(asker: string, { evenHidden }: { evenHidden: boolean }): Condition {
  const condition = '#state = :requested AND requestedBy = :asker';
  const values = { ':requested': 'requested', ':asker': asker };
  return {
    ConditionExpression: evenHidden ? condition : `${condition} AND isHidden = :visible`,
    ExpressionAttributeValues: evenHidden ? values : { ...values, ':visible': false },
  };
}

/** @returns undefined for what isn't there, or has ended */
function toFriendship(item: Record<string, unknown> | undefined): Friendship | undefined {
  if (item === undefined) return undefined;
  const { state, ...friendship } = readState(item);
  return state === 'ended' ? undefined : { ...friendship, state };
}
