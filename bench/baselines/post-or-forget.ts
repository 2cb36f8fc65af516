import {
  type ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { DeleteCommand, type DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

interface Clients {
  readonly db: DynamoDBDocumentClient;
  readonly management: ApiGatewayManagementApiClient;
}

/** Posts by the SDK's command, and deletes the row of a connection that is gone: better than most samples do it. */
export async function postOrForget({ db, management }: Clients, ConnectionId: string, Data: string) {
  try {
    await management.send(new PostToConnectionCommand({ ConnectionId, Data }));
  } catch (error) {
    if (!(error instanceof Error) || error.name !== 'GoneException') throw error;
    await db.send(new DeleteCommand({ TableName: process.env.TABLE, Key: { connectionId: ConnectionId } }));
  }
}
