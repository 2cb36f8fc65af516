import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { batchWrite, putTogether } from '../../../aws/dynamodb/batch-write.ts';
import { createVirtualClock } from '../../../memory/clock.ts';

const db = mockClient(DynamoDBDocumentClient);
const itemsOf = (count: number) => Array.from({ length: count }, (_, index) => ({ pk: 'p', sk: `${index}` }));
const requestsOf = (items: object[]) => items.map((Item) => ({ PutRequest: { Item } }));

function write(count: number, clock = createVirtualClock()): Promise<void> {
  return batchWrite(db as unknown as DynamoDBDocumentClient, 'Table', requestsOf(itemsOf(count)), clock);
}

/** The items of each call so far. */
function callsSoFar(): unknown[][] {
  return db.commandCalls(BatchWriteCommand).map(({ args: [{ input }] }) => {
    return (input.RequestItems?.Table ?? []).map(({ PutRequest }) => PutRequest?.Item);
  });
}

describe('a batch of writes', () => {
  beforeEach(() => {
    db.reset();
  });

  test.each([
    [0, []],
    [1, [1]],
    [25, [25]],
    [26, [25, 1]],
    [61, [25, 25, 11]],
  ])('of %i items takes calls of %j', async (count, sizes) => {
    db.on(BatchWriteCommand).resolves({});
    await write(count);
    expect(callsSoFar().map(({ length }) => length)).toEqual(sizes);
    expect(callsSoFar().flat()).toEqual(itemsOf(count));
  });

  test('sends again, after a pause, only what was left unprocessed', async () => {
    const left = itemsOf(3).slice(1);
    db.on(BatchWriteCommand)
      .resolvesOnce({ UnprocessedItems: { Table: requestsOf(left) } })
      .resolvesOnce({ UnprocessedItems: { Table: requestsOf(left.slice(1)) } })
      .resolves({ UnprocessedItems: {} });
    const clock = createVirtualClock();
    const startedAt = clock.now();
    await write(3, clock);
    expect(callsSoFar()).toEqual([itemsOf(3), left, left.slice(1)]);
    expect(clock.now() - startedAt).toBe(300);
  });

  test('gives up loudly after five attempts', async () => {
    db.on(BatchWriteCommand).resolves({ UnprocessedItems: { Table: requestsOf(itemsOf(2)) } });
    await expect(write(2)).rejects.toThrow('2 items of a batch were left unprocessed');
    expect(callsSoFar()).toHaveLength(5);
  });

  test('fails with DynamoDB’s own error', async () => {
    db.on(BatchWriteCommand).rejects(new Error('no such table'));
    await expect(write(1)).rejects.toThrow('no such table');
  });

  test('has nothing under way any more when it fails', async () => {
    let ended = 0;
    db.on(BatchWriteCommand).callsFake(async ({ RequestItems }) => {
      if (RequestItems.Table.length === 25) throw new Error('throttled');
      await new Promise(setImmediate);
      ended++;
      return {};
    });
    await expect(write(26)).rejects.toThrow('throttled');
    expect(ended).toBe(1);
  });
});

describe('a few items that are put together', () => {
  const put = (clock = createVirtualClock()) =>
    putTogether(db as unknown as DynamoDBDocumentClient, 'Table', itemsOf(2), clock);
  const unprocessed = { UnprocessedItems: { Table: requestsOf(itemsOf(2).slice(1)) } };

  beforeEach(() => {
    db.reset();
  });

  test('go by one call, and by another what of them was left unprocessed', async () => {
    db.on(BatchWriteCommand).resolvesOnce(unprocessed).resolves({});
    await put();
    expect(callsSoFar()).toEqual([itemsOf(2), itemsOf(2).slice(1)]);
  });

  test('are not tried again later than half a second after: what waits for them has its deadlines', async () => {
    const clock = createVirtualClock();
    db.on(BatchWriteCommand).callsFake(async () => {
      clock.advance(500);
      return unprocessed;
    });
    await expect(put(clock)).rejects.toThrow('1 items of a batch were left unprocessed');
    expect(callsSoFar()).toHaveLength(1);
  });
});
