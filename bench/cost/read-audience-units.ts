import { GetItemCommand, QueryCommand } from '@aws-sdk/client-dynamodb';
import { groupKey } from '../../aws/schema.ts';
import { groupChannel, LOBBY_CHANNEL } from '../../chat/ports/connections/subscriptions.ts';
import type { RunningStack } from '../../local/running-stack.ts';
import { connectDatabase, findTable } from './connect-database.ts';

/** Read units of an audience alone: 0.5 for each 4 KB of it. */
export interface AudienceUnits {
  readonly lobby: number;
  readonly group: number;
}

/** Audiences must fit one page. */
export async function readAudienceUnits(
  { dynamodbEndpoint, tableNames }: RunningStack,
  group: string,
): Promise<AudienceUnits> {
  const db = connectDatabase(dynamodbEndpoint);
  const { pk, sk } = groupKey(group);
  const profile = await db.send(
    new GetItemCommand({ TableName: findTable(tableNames, 'People'), Key: { pk: { S: pk }, sk: { S: sk } } }),
  );

  async function readUnits(channel: string): Promise<number> {
    const { ConsumedCapacity } = await db.send(
      new QueryCommand({
        TableName: findTable(tableNames, 'Connections'),
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': { S: channel } },
        ReturnConsumedCapacity: 'TOTAL',
      }),
    );
    return ConsumedCapacity?.CapacityUnits ?? Number.NaN;
  }

  const groupId = profile.Item?.groupId?.S ?? '';
  const units = { lobby: await readUnits(LOBBY_CHANNEL), group: await readUnits(groupChannel(groupId)) };
  db.destroy();
  return units;
}
