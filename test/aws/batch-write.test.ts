import { BatchWriteCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { batchWrite } from '../../aws/batch-write.ts';
import { createVirtualClock } from '../../memory/clock.ts';

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
