import { type DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import type { Block, BlockInterval, Blocks } from '../chat/ports/blocks.ts';
import type { Clock } from '../chat/ports/runtime.ts';
import { batchGet } from './batch-get.ts';
import { type BlockItem, intervalsOf, isStanding, pastOnceEnded, wasBlockedAt } from './block-item.ts';
import { wasWritten } from './conditional-write.ts';
import { inInverse, inPartition, queryPages } from './query-pages.ts';
import { type Retention, retentionTtl } from './retention.ts';
import { blockedPartition, blockersPartition, nameInPartition } from './schema.ts';
import { mapParts, takePage } from './take-page.ts';

/** A block changes between a look and a write only when its two writers meet: once or twice. */
const REMOVE_ATTEMPTS = 5;

/**
 * Blocks in the People table, by who is blocked: each message asks who has blocked its sender. An item stays when a
 * block ends, as it has to hide what was sent meanwhile for as long as that is kept.
 */
export function createBlockStore(
  db: DynamoDBDocumentClient,
  table: string,
  { retentionDays }: Retention,
  clock: Pick<Clock, 'now' | 'sleep'>,
): Blocks {
  const keyOf = (blocker: string, blocked: string) => ({
    TableName: table,
    Key: blockKey(blocker, blocked),
  });

  /** @returns false when the block has been settled or ended since it was read */
  function end(blocker: string, blocked: string, item: BlockItem, id: string): Promise<boolean> {
    const now = clock.now();
    return wasWritten(
      db.send(
        new UpdateCommand({
          ...keyOf(blocker, blocked),
          UpdateExpression:
            'SET past = :past, endedBy = :id, expiresAt = :expiresAt REMOVE #inverse, id, since, isSettled',
          // Settling changes `since`, and a block that has ended has none.
          ConditionExpression: 'since = :since',
          ExpressionAttributeNames: { '#inverse': 'inverse' },
          ExpressionAttributeValues: {
            ':past': pastOnceEnded(item, id, now, retentionDays),
            ':id': id,
            ':expiresAt': retentionTtl(now, retentionDays),
            ':since': item.since,
          },
        }),
      ),
    );
  }

  return {
    add({ blocker, blocked, id, since }) {
      return wasWritten(
        db.send(
          new UpdateCommand({
            ...keyOf(blocker, blocked),
            // The same block again keeps from when on it hides: what has been sent since then was delivered to nobody.
            UpdateExpression:
              'SET #inverse = :inverse, id = :id, since = if_not_exists(since, :since), ' +
              'isSettled = if_not_exists(isSettled, :false) REMOVE expiresAt',
            ConditionExpression: 'attribute_not_exists(#inverse) OR id = :id',
            ExpressionAttributeNames: { '#inverse': 'inverse' },
            ExpressionAttributeValues: {
              ':inverse': blockedPartition(blocker),
              ':id': id,
              ':since': since,
              ':false': false,
            },
          }),
        ),
      );
    },

    async settle({ blocker, blocked, id, since }) {
      await wasWritten(
        db.send(
          new UpdateCommand({
            ...keyOf(blocker, blocked),
            UpdateExpression: 'SET since = :since, isSettled = :true',
            // Only ever to an earlier id, so that nothing that is hidden already comes to light.
            ConditionExpression: 'id = :id AND isSettled = :false AND since > :since',
            ExpressionAttributeValues: { ':id': id, ':since': since, ':true': true, ':false': false },
          }),
        ),
      );
    },

    async remove({ blocker, blocked, id }) {
      for (let attempt = 0; attempt < REMOVE_ATTEMPTS; attempt++) {
        const { Item } = await db.send(new GetCommand({ ...keyOf(blocker, blocked), ConsistentRead: true }));
        const item: BlockItem = Item ?? {};
        if (item.endedBy === id) return true;
        if (!isStanding(item)) return false;
        if (await end(blocker, blocked, item, id)) return true;
      }
      throw new Error('A block changed too often to be ended');
    },

    async between(one, other, id) {
      if (one === other) return { blocked: false, blockedBy: false };
      const found = await batchGet(db, table, [blockKey(one, other), blockKey(other, one)], clock);
      const counts = (item: BlockItem) => isStanding(item) || (id !== undefined && wasBlockedAt(item, id));
      const blockers = found.filter(counts).map(({ sk }) => sk);
      return { blocked: blockers.includes(one), blockedBy: blockers.includes(other) };
    },

    async blockersOf(user, id) {
      const blockers = new Set<string>();
      const query = inPartition(table, blockersPartition(user), { consistent: true });
      for await (const page of queryPages(db, query)) {
        for (const item of page) {
          if (isStanding(item) || wasBlockedAt(item, id)) blockers.add(String(item.sk));
        }
      }
      return blockers;
    },

    async intervals(blocker, blocked) {
      const items = await batchGet(
        db,
        table,
        blocked.map((name) => blockKey(blocker, name)),
        clock,
      );
      const found = items.map((item): [string, readonly BlockInterval[]] => [
        nameInPartition(item.pk),
        intervalsOf(item, clock.now()),
      ]);
      return new Map(found.filter(([, intervals]) => intervals.length > 0));
    },

    list(blocker, { after, limit }) {
      const behind = after === undefined ? undefined : blockersPartition(after);
      const query = { ...inInverse(table, blockedPartition(blocker), behind), Limit: limit + 1 };
      return takePage(
        mapParts(queryPages(db, query), (item) => [toBlock(item)]),
        limit,
      );
    },
  };
}

const blockKey = (blocker: string, blocked: string) => ({ pk: blockersPartition(blocked), sk: blocker });

const toBlock = ({ pk, id, since }: Record<string, unknown>): Block => ({
  user: nameInPartition(pk),
  id: String(id ?? since),
});
