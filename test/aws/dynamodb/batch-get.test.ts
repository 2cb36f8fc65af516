import { BatchGetCommand, DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { batchGet } from '../../../aws/dynamodb/batch-get.ts';
import { createVirtualClock } from '../../../memory/clock.ts';

const db = mockClient(DynamoDBDocumentClient);
const keysOf = (count: number) => Array.from({ length: count }, (_, index) => ({ pk: 'p', sk: `${index}` }));

function read(keys: { pk: string; sk: string }[], clock = createVirtualClock()) {
  return batchGet(db as unknown as DynamoDBDocumentClient, 'Table', keys, clock);
}

/** What each call so far has asked for. */
const callsSoFar = () =>
  db.commandCalls(BatchGetCommand).map(({ args: [{ input }] }) => input.RequestItems?.Table);

describe('a batch of reads', () => {
  beforeEach(() => {
    db.reset();
  });

  test.each([
    [0, []],
    [1, [1]],
    [100, [100]],
    [101, [100, 1]],
    [230, [100, 100, 30]],
  ])('of %i items takes calls of %j, all strongly consistent', async (count, sizes) => {
    db.on(BatchGetCommand).callsFake(({ RequestItems }) => ({
      Responses: { Table: RequestItems.Table.Keys },
    }));
    expect(await read(keysOf(count))).toEqual(keysOf(count));
    expect(callsSoFar().map((call) => call?.Keys?.length)).toEqual(sizes);
    expect(callsSoFar().every((call) => call?.ConsistentRead)).toBe(true);
  });

  test('asks once for a key that comes twice', async () => {
    db.on(BatchGetCommand).resolves({});
    await read([...keysOf(2), ...keysOf(2)]);
    expect(callsSoFar().map((call) => call?.Keys)).toEqual([keysOf(2)]);
  });

  test('asks again, after a pause and as consistently, only for what was left unprocessed', async () => {
    const [first, second, third] = keysOf(3) as [object, object, object];
    db.on(BatchGetCommand)
      .resolvesOnce({ Responses: { Table: [first] }, UnprocessedKeys: { Table: { Keys: [second, third] } } })
      .resolvesOnce({ UnprocessedKeys: { Table: { Keys: [second, third] } } })
      .resolves({ Responses: { Table: [second] }, UnprocessedKeys: {} });
    const clock = createVirtualClock();
    const startedAt = clock.now();
    expect(await read(keysOf(3), clock)).toEqual([first, second]);
    expect(callsSoFar()).toEqual([
      { Keys: keysOf(3), ConsistentRead: true },
      { Keys: [second, third], ConsistentRead: true },
      { Keys: [second, third], ConsistentRead: true },
    ]);
    expect(clock.now() - startedAt).toBe(300);
  });

  test('gives up loudly after five attempts, and takes nothing for absent', async () => {
    db.on(BatchGetCommand).resolves({ UnprocessedKeys: { Table: { Keys: keysOf(2) } } });
    await expect(read(keysOf(2))).rejects.toThrow('2 items of a batch could not be read');
    expect(callsSoFar()).toHaveLength(5);
  });

  test('has nothing under way any more when it fails', async () => {
    let ended = 0;
    db.on(BatchGetCommand).callsFake(async ({ RequestItems }) => {
      if (RequestItems.Table.Keys.length === 100) throw new Error('throttled');
      await new Promise(setImmediate);
      ended++;
      return {};
    });
    await expect(read(keysOf(101))).rejects.toThrow('throttled');
    expect(ended).toBe(1);
  });
});
