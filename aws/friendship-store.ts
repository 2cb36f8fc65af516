import {
  DeleteCommand,
  type DeleteCommandInput,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Friendships } from '../chat/ports/friendships.ts';
import { wasWritten } from './conditional-write.ts';
import { friendsPartition } from './schema.ts';

/** One item a pair in the People table, under the name that sorts first; the other finds it by the inverse index. */
export function createFriendshipStore(db: DynamoDBDocumentClient, table: string): Friendships {
  const remove = (one: string, other: string, condition?: Partial<DeleteCommandInput>) =>
    wasWritten(db.send(new DeleteCommand({ TableName: table, Key: pairKey(one, other), ...condition })));

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
            ConditionExpression: 'attribute_not_exists(pk)',
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
  };
}

/** The pair's key, whoever is named first. */
function pairKey(one: string, other: string): { pk: string; sk: string } {
  const [first, second] = one < other ? [one, other] : [other, one];
  return { pk: friendsPartition(first), sk: second };
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
