import {
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Friendship, FriendshipOf, Friendships } from '../chat/ports/friendships.ts';
import { wasWritten } from './conditional-write.ts';
import { inInverse, inPartition, queryPages } from './query-pages.ts';
import { friendsPartition, nameInPartition } from './schema.ts';
import { mapParts, takePage } from './take-page.ts';

interface FriendshipItem {
  readonly pk: string;
  readonly sk: string;
  readonly requestedBy: string;
  readonly state: Friendship['state'];
  readonly isHidden: boolean;
  /** The id of the event that made it what it is. */
  readonly changed: string;
}

/** At least as many are read at once, as most may be of the other kind: 100 cost 2 RRU. */
const ITEMS_A_READ = 100;

/** One item a pair in the People table, under the name that sorts first; the other finds it by the inverse index. */
export function createFriendshipStore(db: DynamoDBDocumentClient, table: string): Friendships {
  const remove = (one: string, other: string, condition?: Partial<DeleteCommandInput>) =>
    wasWritten(db.send(new DeleteCommand({ TableName: table, Key: pairKey(one, other), ...condition })));

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
      return Item && { requestedBy: Item.requestedBy, state: Item.state, hidden: Item.isHidden };
    },

    request({ from, to, id, hidden }) {
      const key = pairKey(from, to);
      const inverse = friendsPartition(key.sk);
      return wasWritten(
        db.send(
          new PutCommand({
            TableName: table,
            Item: { ...key, inverse, requestedBy: from, state: 'requested', isHidden: hidden, changed: id },
            ConditionExpression:
              'attribute_not_exists(pk) OR (#state = :requested AND requestedBy = :from AND changed = :id)',
            ExpressionAttributeNames: { '#state': 'state' },
            ExpressionAttributeValues: { ':requested': 'requested', ':from': from, ':id': id },
          }),
        ),
      );
    },

    accept({ asker, answerer, id }, { evenHidden }) {
      const condition = requestBy(asker, { evenHidden });
      return wasWritten(
        db.send(
          new UpdateCommand({
            TableName: table,
            Key: pairKey(asker, answerer),
            UpdateExpression: 'SET #state = :friends, isHidden = :shown, changed = :id',
            ...condition,
            ConditionExpression: `(${condition.ConditionExpression}) OR (#state = :friends AND changed = :id)`,
            ExpressionAttributeValues: {
              ...condition.ExpressionAttributeValues,
              ':friends': 'friends',
              ':shown': false,
              ':id': id,
            },
          }),
        ),
      );
    },

    decline: ({ asker, answerer }) => remove(asker, answerer, requestBy(asker, { evenHidden: false })),

    unfriend: (one, other) =>
      remove(one, other, {
        ConditionExpression: '#state = :friends',
        ExpressionAttributeNames: { '#state': 'state' },
        ExpressionAttributeValues: { ':friends': 'friends' },
      }),

    async end(one, other) {
      await remove(one, other);
    },

    list(user, state, { after = '', limit }) {
      const isMeant = (item: FriendshipOf) =>
        item.state === state && (item.state === 'friends' || !item.hidden || item.requestedBy === user);
      const isShown = (item: Record<string, unknown>) =>
        [toFriendshipOf(item as unknown as FriendshipItem, user)].filter(isMeant);
      return takePage(mapParts(itemsOf(user, after, Math.max(limit + 1, ITEMS_A_READ)), isShown), limit);
    },
  };
}

/** The pair's key, whoever is named first. */
function pairKey(one: string, other: string): { pk: string; sk: string } {
  const [first, second] = one < other ? [one, other] : [other, one];
  return { pk: friendsPartition(first), sk: second };
}

function toFriendshipOf(item: FriendshipItem, user: string): FriendshipOf {
  const { pk, sk, requestedBy, state, isHidden, changed } = item;
  const first = nameInPartition(pk);
  return { user: first === user ? sk : first, id: changed, requestedBy, state, hidden: isHidden };
}

/** Holds for a request that `asker` made and nobody has answered. */
function requestBy(asker: string, { evenHidden }: { evenHidden: boolean }) {
  const condition = '#state = :requested AND requestedBy = :asker';
  const values = { ':requested': 'requested', ':asker': asker };
  return {
    ConditionExpression: evenHidden ? condition : `${condition} AND isHidden = :visible`,
    ExpressionAttributeNames: { '#state': 'state' },
    ExpressionAttributeValues: evenHidden ? values : { ...values, ':visible': false },
  };
}
