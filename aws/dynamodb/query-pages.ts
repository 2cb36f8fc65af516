import { type DynamoDBDocumentClient, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import type { PageRange } from '../../chat/ports/page.ts';
import { INVERSE_INDEX } from '../schema.ts';

/** Reads a partition page by page (at most 1 MB each, DynamoDB's limit), empty pages left out. */
export async function* queryPages(
  db: DynamoDBDocumentClient,
  input: QueryCommandInput,
): AsyncGenerator<Record<string, unknown>[]> {
  let start: Record<string, unknown> | undefined;
  do {
    const page = await db.send(new QueryCommand({ ...input, ExclusiveStartKey: start }));
    if (page.Items && page.Items.length > 0) yield page.Items;
    start = page.LastEvaluatedKey;
  } while (start);
}

/** A query of one partition. @param options.after only what sorts behind it; absent or empty, all */
export function inPartition(
  table: string,
  partition: string,
  { consistent, after = '' }: { consistent: boolean; after?: string | undefined },
): QueryCommandInput {
  // DynamoDB refuses an empty text in a key's condition.
  const isAll = after === '';
  return {
    TableName: table,
    KeyConditionExpression: isAll ? 'pk = :pk' : 'pk = :pk AND sk > :after',
    ExpressionAttributeValues: { ':pk': partition, ...(!isAll && { ':after': after }) },
    ConsistentRead: consistent,
  };
}

/** A query of a page of one partition from its end, strongly consistent. @param range.after only what sorts before it */
export function newestFirst(
  table: string,
  partition: string,
  { after, limit }: PageRange,
): QueryCommandInput {
  const all = inPartition(table, partition, { consistent: true });
  return {
    ...all,
    ...(after !== undefined && {
      KeyConditionExpression: 'pk = :pk AND sk < :after',
      ExpressionAttributeValues: { ...all.ExpressionAttributeValues, ':after': after },
    }),
    ScanIndexForward: false,
    // One more says whether there is more.
    Limit: limit + 1,
  };
}

/** A query of one partition, and there of what lies between two sort keys, both ends among it. */
export function inRange(
  query: QueryCommandInput,
  { from, to }: { from: string; to: string },
): QueryCommandInput {
  return {
    ...query,
    KeyConditionExpression: 'pk = :pk AND sk BETWEEN :from AND :to',
    ExpressionAttributeValues: { ...query.ExpressionAttributeValues, ':from': from, ':to': to },
  };
}

/** The same of the inverse index, whose sort key is the item's partition; an index lags a moment behind. */
export function inInverse(table: string, partition: string, after?: string): QueryCommandInput {
  const { name, partitionKey, sortKey } = INVERSE_INDEX;
  const isAll = after === undefined;
  return {
    TableName: table,
    IndexName: name,
    KeyConditionExpression: isAll ? '#partition = :pk' : '#partition = :pk AND #sort > :after',
    ExpressionAttributeNames: { '#partition': partitionKey, ...(!isAll && { '#sort': sortKey }) },
    ExpressionAttributeValues: { ':pk': partition, ...(!isAll && { ':after': after }) },
  };
}
