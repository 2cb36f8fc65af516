import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb';
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { describe, expect, test } from '@jest/globals';
import type { Clock } from '../../../chat/ports/runtime.ts';
import { createVirtualClock, VIRTUAL_START } from '../../../memory/clock.ts';
import { type Answers, createRequestRecorder, type SentRequest } from './sent-requests.ts';

/** What a method sends when it is called so, and DynamoDB answers so. */
export interface Row<Store> {
  /** Where one row of a method isn't enough. */
  readonly when?: string;
  readonly call: (store: Store) => unknown;
  readonly answers?: Answers;
  readonly sends: readonly Omit<SentRequest, 'table'>[];
}

/** All methods of a store: one without a row doesn't compile. */
export type Rows<Store> = { readonly [Method in keyof Store]-?: readonly [Row<Store>, ...Row<Store>[]] };

export const NOW = VIRTUAL_START;
/** DynamoDB's TTL is in seconds. */
export const NOW_S = NOW / 1_000;
export const HOUR_S = 60 * 60;
export const DAY_S = 24 * HOUR_S;

/** The answer to a write whose condition doesn't hold. */
export const conditionFailed = new ConditionalCheckFailedException({ message: 'failed', $metadata: {} });

/** Tests what every method of a store sends. */
export function testRequests<Store extends object>(
  open: (db: DynamoDBDocumentClient, table: string, clock: Clock) => Store,
  rows: Rows<Store>,
): void {
  const table = 'the-table';
  const openWith = (answers: Answers) => {
    const { db, sent } = createRequestRecorder(answers);
    return { store: open(db, table, createVirtualClock(NOW)), sent };
  };

  test('every method has its requests in this table', () => {
    expect(Object.keys(openWith([]).store).sort()).toEqual(Object.keys(rows).sort());
  });

  for (const [method, cases] of Object.entries(rows) as [string, readonly Row<Store>[]][]) {
    describe(method, () => {
      test.each(cases.map((row) => ({ ...row, title: row.when ?? 'always' })))(
        'sends, $title',
        async ({ call, answers = [], sends }) => {
          const { store, sent } = openWith(answers);
          await drain(call(store));
          expect(sent()).toEqual(sends.map((request) => ({ table, ...request })));
        },
      );
    });
  }
}

/** Waits for what a method returns; of what it yields, for all of it. */
async function drain(result: unknown): Promise<void> {
  if (!isAsyncIterable(result)) return void (await result);
  for await (const _ of result);
}

const isAsyncIterable = (value: unknown): value is AsyncIterable<unknown> =>
  typeof value === 'object' && value !== null && Symbol.asyncIterator in value;
