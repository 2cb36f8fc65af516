import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import { db, TableName } from './clients.ts';

interface ConnectionEvent {
  readonly requestContext: { readonly connectionId: string; readonly authorizer: { readonly user: string } };
}

export async function connect({ requestContext: { connectionId, authorizer } }: ConnectionEvent) {
  await db.send(new PutCommand({ TableName, Item: { connectionId, user: authorizer.user } }));
  return { statusCode: 200 };
}

export async function disconnect({ requestContext: { connectionId } }: ConnectionEvent) {
  await db.send(new DeleteCommand({ TableName, Key: { connectionId } }));
  return { statusCode: 200 };
}
