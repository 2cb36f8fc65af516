import { DeleteCommand, type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Connection, Connections, Protocol } from '../../chat/ports/connections/connections.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { batchWrite, deleteRequests } from '../dynamodb/batch-write.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { rowExpiry } from '../dynamodb/row-expiry.ts';
import { connectionKey } from '../schema.ts';

/** Connection records in the Connections table. */
export function createConnectionStore(
  db: DynamoDBDocumentClient,
  table: string,
  clock: Pick<Clock, 'sleep'>,
): Connections {
  const own = (connectionId: string, change: string, values: Record<string, unknown>) =>
    updateIf(db, {
      TableName: table,
      Key: connectionKey(connectionId),
      UpdateExpression: change,
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(#user) OR #user = :user)',
      ExpressionAttributeNames: { '#user': 'user' },
      ExpressionAttributeValues: values,
    });

  return {
    async put({ signedIn, claimedBy: _, isWaiting: __, ...connection }) {
      const expiresAt = rowExpiry(connection.connectedAt);
      const item = { ...connectionKey(connection.connectionId), ...connection, ...signedIn, expiresAt };
      await db.send(new PutCommand({ TableName: table, Item: item }));
    },

    async get(connectionId) {
      const { Item } = await db.send(
        new GetCommand({ TableName: table, Key: connectionKey(connectionId), ConsistentRead: true }),
      );
      return Item && toConnection(Item);
    },

    claim: (connectionId, user) => own(connectionId, 'SET #user = :user', { ':user': user }),

    awaitSignIn: (connectionId) =>
      updateIf(db, {
        TableName: table,
        Key: connectionKey(connectionId),
        UpdateExpression: 'SET isWaiting = :true',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(isWaiting)',
        ExpressionAttributeValues: { ':true': true },
      }),

    signIn(connectionId, { user, tokenExpiresAt, isAdmin = false }) {
      const values = { ':user': user, ':tokenExpiresAt': tokenExpiresAt, ':isAdmin': isAdmin };
      const change =
        'SET #user = :user, tokenExpiresAt = :tokenExpiresAt, isAdmin = :isAdmin REMOVE isWaiting';
      return own(connectionId, change, values);
    },

    async remove(connectionId) {
      const { Attributes } = await db.send(
        new DeleteCommand({ TableName: table, Key: connectionKey(connectionId), ReturnValues: 'ALL_OLD' }),
      );
      return Attributes && toConnection(Attributes);
    },

    removeAll: (connectionIds) =>
      batchWrite(db, table, deleteRequests(connectionIds.map(connectionKey)), clock),
  };
}

function toConnection(item: Record<string, unknown>): Connection {
  const { connectionId, connectedAt, user, tokenExpiresAt, isAdmin, isWaiting } = readRow(item, {
    connectionId: 'string',
    connectedAt: 'number',
    user: 'string?',
    tokenExpiresAt: 'number?',
    isAdmin: 'boolean?',
    isWaiting: 'boolean?',
  });
  const protocol: Protocol = item.protocol === 'v2' ? 'v2' : 'v1';
  const connection = { connectionId, connectedAt, protocol, ...(isWaiting && { isWaiting }) };
  if (user === undefined) return connection;
  return tokenExpiresAt === undefined
    ? { ...connection, claimedBy: user }
    : { ...connection, signedIn: { user, tokenExpiresAt, ...(isAdmin && { isAdmin }) } };
}
