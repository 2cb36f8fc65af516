import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { postOrForget } from './post-or-forget.ts';

const db = DynamoDBDocumentClient.from(new DynamoDBClient());
const management = new ApiGatewayManagementApiClient({ endpoint: process.env.MANAGEMENT_ENDPOINT ?? '' });

/** A broadcast as the samples write it: one Scan, of which only the first page comes, and all posts at once. */
export async function handler(event: { body: string }) {
  const { content } = JSON.parse(event.body);
  const frame = JSON.stringify({ message: content });
  const { Items = [] } = await db.send(new ScanCommand({ TableName: process.env.TABLE }));
  await Promise.all(Items.map(({ connectionId }) => postOrForget({ db, management }, connectionId, frame)));
  return { statusCode: 200 };
}
