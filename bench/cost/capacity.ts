/** Request units of DynamoDB, on demand. */
export interface Units {
  readonly writes: number;
  readonly reads: number;
}

/** What of a request its units depend on. */
export interface MeteredRequest {
  readonly ConsistentRead?: boolean;
  /** Of a batch, by table. */
  readonly RequestItems?: Readonly<Record<string, BatchOfTable>>;
}

/** Writes are a list; reads of one table are alike in their consistency. */
type BatchOfTable = readonly object[] | BatchRead;

interface BatchRead {
  readonly Keys: readonly unknown[];
  readonly ConsistentRead?: boolean;
}

/** What of an answer tells the units. */
export interface MeteredAnswer {
  readonly __type?: string;
  readonly ConsumedCapacity?: ConsumedCapacity | readonly ConsumedCapacity[];
}

interface ConsumedCapacity {
  /** Of the table and its indexes together. */
  readonly CapacityUnits: number;
}

/** Operations that tell their units when asked with ReturnConsumedCapacity. */
const READS = new Set(['GetItem', 'BatchGetItem', 'Query', 'Scan']);
const WRITES = new Set(['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem']);

export const isMetered = (operation: string) => READS.has(operation) || WRITES.has(operation);

/**
 * What a call cost, from DynamoDB's answer to it.
 * @throws Error when the answer doesn't say: a figure with a hole would be wrong
 */
export function readUnits(
  operation: string,
  request: MeteredRequest,
  { __type, ConsumedCapacity }: MeteredAnswer,
): Units {
  // What a write costs whose condition failed, and it doesn't tell (DynamoDB, "Capacity unit consumption for writes").
  if (__type?.endsWith('#ConditionalCheckFailedException')) return { writes: 1, reads: 0 };
  if (ConsumedCapacity === undefined)
    throw new Error(`${operation} was answered without its units: ${__type}`);
  const told = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
  const units = Math.max(told, countLeast(operation, request));
  return READS.has(operation) ? { writes: 0, reads: units } : { writes: units, reads: 0 };
}

/**
 * DynamoDB Local counts nothing where nothing was found; the service rounds up to one unit, half of one for an
 * eventually consistent read (DynamoDB, "Read and write operations").
 */
function countLeast(operation: string, { ConsistentRead, RequestItems }: MeteredRequest): number {
  const each = (isConsistent?: boolean) => (READS.has(operation) && !isConsistent ? 0.5 : 1);
  if (!RequestItems) return each(ConsistentRead);
  return Object.values(RequestItems)
    .map((batch) => (isRead(batch) ? batch.Keys.length * each(batch.ConsistentRead) : batch.length))
    .reduce((sum, units) => sum + units, 0);
}

const isRead = (batch: BatchOfTable): batch is BatchRead => 'Keys' in batch;
