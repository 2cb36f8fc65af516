import {
  BatchGetCommand,
  DeleteCommand,
  type DynamoDBDocumentClient,
  PutCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Blocks } from '../chat/ports/blocks.ts';
import { wasWritten } from './conditional-write.ts';
import { inPartition, queryPages } from './query-pages.ts';
import { blockedPartition, blockersPartition } from './schema.ts';

/** Blocks in the People table, by who is blocked: each message asks who has blocked its sender. */
export function createBlockStore(db: DynamoDBDocumentClient, table: string): Blocks {
  return {
    add({ blocker, blocked, id }) {
      const item = { ...blockKey(blocker, blocked), inverse: blockedPartition(blocker), since: id };
      return wasWritten(
        db.send(
          new PutCommand({ TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
        ),
      );
    },

    remove({ blocker, blocked }) {
      return wasWritten(
        db.send(
          new DeleteCommand({
            TableName: table,
            Key: blockKey(blocker, blocked),
            ConditionExpression: 'attribute_exists(pk)',
          }),
        ),
      );
    },

    async between(one, other) {
      if (one === other) return { blocked: false, blockedBy: false };
      const Keys = [blockKey(one, other), blockKey(other, one)];
      const { Responses, UnprocessedKeys } = await db.send(
        new BatchGetCommand({ RequestItems: { [table]: { Keys, ConsistentRead: true } } }),
      );
      // Two small items are left unprocessed only under throttling; a block that may exist must not be missed.
      if (UnprocessedKeys?.[table]) throw new Error('The blocks between two users could not be read');
      const blockers = (Responses?.[table] ?? []).map(({ sk }) => sk);
      return { blocked: blockers.includes(one), blockedBy: blockers.includes(other) };
    },

    async blockersOf(user) {
      const blockers = new Set<string>();
      const query = inPartition(table, blockersPartition(user), { consistent: true });
      for await (const page of queryPages(db, query)) for (const { sk } of page) blockers.add(String(sk));
      return blockers;
    },
  };
}

const blockKey = (blocker: string, blocked: string) => ({ pk: blockersPartition(blocked), sk: blocker });
