import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { LambdaClient } from '@aws-sdk/client-lambda';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** As the tutorials make them: with the SDK's defaults, at the top of the module. */
export const db = DynamoDBDocumentClient.from(new DynamoDBClient());
export const management = new ApiGatewayManagementApiClient({
  endpoint: process.env.MANAGEMENT_ENDPOINT ?? '',
});
export const lambda = new LambdaClient();

export const TableName = process.env.TABLE;
