import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { postOrForget } from './post-or-forget.ts';

const db = DynamoDBDocumentClient.from(new DynamoDBClient());
const management = new ApiGatewayManagementApiClient({ endpoint: process.env.MANAGEMENT_ENDPOINT ?? '' });

/** The same broadcast with `await` in the loop. */
export async function handler(event: { body: string }) {
  const { content } = JSON.parse(event.body);
  const frame = JSON.stringify({ message: content });
  const { Items = [] } = await db.send(new ScanCommand({ TableName: process.env.TABLE }));
  for (const { connectionId } of Items) await postOrForget({ db, management }, connectionId, frame);
  return { statusCode: 200 };
}
