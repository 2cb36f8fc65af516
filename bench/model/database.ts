import type { Item } from './item.ts';
import { type KeySchema, Table } from './table.ts';

/** What the model reads of a request in DynamoDB's JSON 1.0 protocol. */
interface Input {
  readonly TableName: string;
  readonly Key: Item;
  readonly Item: Item;
  readonly IndexName?: string;
  readonly KeyConditionExpression?: string;
  readonly ExpressionAttributeValues?: Item;
  readonly ExclusiveStartKey?: Item;
  readonly ReturnValues?: string;
  readonly RequestItems: Readonly<Record<string, unknown>>;
}

type BatchWrite = readonly { PutRequest?: { Item: Item }; DeleteRequest?: { Key: Item } }[];

/**
 * DynamoDB as far as the delivery of a message needs it. Conditions always hold and updates change nothing: nobody
 * else writes here, and a measured channel is idle. Only partitions are queried, by `pk = :pk`.
 */
export class Database {
  private tables = new Map<string, Table>();
  /** Requests that were answered, by their action. */
  readonly calls = new Map<string, number>();

  create(name: string, key: KeySchema): Table {
    const table = new Table(key);
    this.tables.set(name, table);
    return table;
  }

  clear(): void {
    this.tables = new Map();
  }

  table(name: string): Table {
    const table = this.tables.get(name);
    if (!table) throw new Error(`The model has no table ${name}`);
    return table;
  }

  /** @param target the header `x-amz-target` @returns the answer as JSON */
  answer(target: string, body: Buffer): string {
    const action = target.slice(target.indexOf('.') + 1);
    this.calls.set(action, (this.calls.get(action) ?? 0) + 1);
    return this.act(action, JSON.parse(body.toString()));
  }

  private act(action: string, input: Input): string {
    switch (action) {
      case 'Query':
        return this.readPage(input, readPartition(input));
      case 'Scan':
        return this.readPage(input, undefined);
      case 'GetItem':
        return JSON.stringify({ Item: this.table(input.TableName).get(input.Key) });
      case 'BatchGetItem':
        return this.getBatch(input);
      case 'PutItem':
        this.table(input.TableName).put(input.Item);
        return '{}';
      case 'UpdateItem':
        return '{}';
      case 'DeleteItem': {
        const Attributes = this.table(input.TableName).delete(input.Key);
        return JSON.stringify(input.ReturnValues === 'ALL_OLD' ? { Attributes } : {});
      }
      case 'BatchWriteItem':
        return this.writeBatch(input);
      default:
        throw new Error(`The model does not know ${action}`);
    }
  }

  private readPage({ TableName, ExclusiveStartKey }: Input, partition: string | undefined): string {
    const { items, count, last } = this.table(TableName).page(partition, ExclusiveStartKey);
    const more = last ? `,"LastEvaluatedKey":${JSON.stringify(last)}` : '';
    return `{"Items":[${items}],"Count":${count},"ScannedCount":${count}${more}}`;
  }

  private getBatch({ RequestItems }: Input): string {
    const Responses = Object.entries(RequestItems).map(([name, request]) => {
      const { Keys } = request as { Keys: readonly Item[] };
      return [name, Keys.flatMap((key) => this.table(name).get(key) ?? [])];
    });
    return JSON.stringify({ Responses: Object.fromEntries(Responses), UnprocessedKeys: {} });
  }

  private writeBatch({ RequestItems }: Input): string {
    for (const [name, requests] of Object.entries(RequestItems)) {
      const table = this.table(name);
      for (const { PutRequest, DeleteRequest } of requests as BatchWrite) {
        if (PutRequest) table.put(PutRequest.Item);
        if (DeleteRequest) table.delete(DeleteRequest.Key);
      }
    }
    return '{"UnprocessedItems":{}}';
  }
}

function readPartition({ IndexName, KeyConditionExpression, ExpressionAttributeValues }: Input): string {
  const partition = ExpressionAttributeValues?.[':pk']?.S;
  if (IndexName !== undefined || KeyConditionExpression !== 'pk = :pk' || partition === undefined) {
    throw new Error(`The model does not know the condition ${KeyConditionExpression}`);
  }
  return partition;
}
