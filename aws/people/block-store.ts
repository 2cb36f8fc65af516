import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
} from '@aws-sdk/lib-dynamodb';
import type { Block, Blockers, BlockInterval, Blocks } from '../../chat/ports/people/blocks.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { settleAll } from '../../chat/settle-all.ts';
import { batchGet } from '../dynamodb/batch-get.ts';
import { updateIf } from '../dynamodb/conditional-write.ts';
import { inInverse, inPartition, queryPages } from '../dynamodb/query-pages.ts';
import { isExpired, type Retention, retentionTtl } from '../dynamodb/retention.ts';
import { takePage } from '../dynamodb/take-page.ts';
import {
  blockedPartition,
  blockersPartition,
  HIDES_ALL,
  hidesKey,
  mutedChannel,
  nameInPartition,
} from '../schema.ts';
import { type BlockItem, endedIntervals, hidesId, intervalsOf, isStanding } from './block-item.ts';

/** A block changes between a look and a write only when its two writers meet: once or twice. */
const REMOVE_ATTEMPTS = 5;
/** Some 4 RRU at worst; whoever has blocked more people pays for asking after each author. */
const EVER_BLOCKED_READ = 200;

/**
 * Blocks in the People table, by who is blocked: each message asks who has blocked its sender. An item stays when a
 * block ends, as it has to hide what was sent meanwhile for as long as that is kept. Beside it, under the blocker, stands
 * that there is something to be asked after, and no more than that: two items can't be changed as one, and copies that
 * two commands write in another order each would say different things.
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
    return updateIf(db, {
      ...keyOf(blocker, blocked),
      UpdateExpression:
        'SET past = :past, endedBy = :id, endedId = :ended, expiresAt = :expiresAt REMOVE #inverse, id, since, isSettled',
      // Settling changes `since`, and a block that has ended has none.
      ConditionExpression: 'since = :since',
      ExpressionAttributeNames: { '#inverse': 'inverse' },
      ExpressionAttributeValues: {
        ':past': endedIntervals(item, id, now, retentionDays),
        ':id': id,
        ':ended': item.id,
        ':expiresAt': retentionTtl(now, retentionDays),
        ':since': item.since,
      },
    });
  }

  /** Whose blocks, of these, hide what has one of some ids; without any, whose stand. */
  function blockersIn(
    items: readonly Record<string, unknown>[],
    ids: readonly string[],
    orStanding = ids.length === 0,
  ): Blockers {
    const now = clock.now();
    const mutes = items.flatMap((item): [string, number][] => {
      const channel = mutedChannel(String(item.sk));
      return channel === undefined ? [] : [[channel, Number(item.mutedUntil)]];
    });
    const looks = items.flatMap((item) =>
      [orStanding && isStanding(item), ...ids.map((id) => hidesId(item, id, now))].map((look) => ({
        blocker: String(item.sk),
        look,
      })),
    );
    const names = new Set(looks.filter(({ look }) => look === true).map(({ blocker }) => blocker));
    return {
      names,
      mutes: new Map(mutes),
      isUnsettled: looks.some(({ blocker, look }) => look === 'unsettled' && !names.has(blocker)),
    };
  }

  return {
    async add({ blocker, blocked, id, since }) {
      const adding = updateIf(db, {
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
      });
      // Unconditional: of this block and the end of another, whichever is written last, it must not be forgotten. And of
      // a block that stands already: its function may have died between the two.
      const listing = db.send(
        new PutCommand({ TableName: table, Item: { ...hidesKey(blocker, blocked), id } }),
      );
      const [isNew] = await settleAll([adding, listing]);
      return isNew;
    },

    async settle({ blocker, blocked, id, since }) {
      await updateIf(db, {
        ...keyOf(blocker, blocked),
        UpdateExpression: 'SET since = :since, isSettled = :true',
        // Only ever to an earlier id, so that nothing that is hidden already comes to light.
        ConditionExpression: 'id = :id AND isSettled = :false AND since > :since',
        ExpressionAttributeValues: { ':id': id, ':since': since, ':true': true, ':false': false },
      });
    },

    async remove({ blocker, blocked, id }) {
      for (let attempt = 0; attempt < REMOVE_ATTEMPTS; attempt++) {
        const { Item } = await db.send(new GetCommand({ ...keyOf(blocker, blocked), ConsistentRead: true }));
        const item: BlockItem = Item ?? {};
        if (item.endedBy === id) return item.endedId;
        if (!isStanding(item)) return undefined;
        if (await end(blocker, blocked, item, id)) return item.id;
      }
      throw new Error('A block changed too often to be ended');
    },

    async forget({ blocker, blocked, id }) {
      await updateIf(db, {
        TableName: table,
        Key: hidesKey(blocker, blocked),
        UpdateExpression: 'SET expiresAt = :expiresAt',
        // Not once a newer block is there, or is just being written.
        ConditionExpression: 'id = :id',
        ExpressionAttributeValues: { ':id': id, ':expiresAt': retentionTtl(clock.now(), retentionDays) },
      });
    },

    async between(one, other, id, orStanding) {
      if (one === other) return { blocked: false, blockedBy: false, isUnsettled: false };
      const found = await batchGet(db, table, [blockKey(one, other), blockKey(other, one)], clock);
      const { names, isUnsettled } = blockersIn(found, id === undefined ? [] : [id], orStanding);
      return { blocked: names.has(one), blockedBy: names.has(other), isUnsettled };
    },

    async blockersOf(user, id, orStanding) {
      const items: Record<string, unknown>[] = [];
      const query = inPartition(table, blockersPartition(user), { consistent: true });
      for await (const page of queryPages(db, query)) items.push(...page);
      return blockersIn(items, [id].flat(), orStanding);
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

    async everBlockedBy(blocker) {
      const query = inPartition(table, hidesKey(blocker, '').pk, { consistent: true });
      const page = await db.send(new QueryCommand({ ...query, Limit: EVER_BLOCKED_READ }));
      const items = page.Items ?? [];
      const kept = items.filter((item) => !isExpired(item, clock.now()));
      const names = new Set(kept.map(({ sk }) => String(sk)));
      return { isComplete: names.delete(HIDES_ALL) && page.LastEvaluatedKey === undefined, names };
    },

    async erase(blocker, blocked) {
      // What holds first: while it is listed, it is found again.
      await db.send(new DeleteCommand(keyOf(blocker, blocked)));
      await db.send(new DeleteCommand({ TableName: table, Key: hidesKey(blocker, blocked) }));
    },

    list(blocker, { after, limit }) {
      const behind = after === undefined ? undefined : blockersPartition(after);
      const query = { ...inInverse(table, blockedPartition(blocker), behind), Limit: limit + 1 };
      return takePage(queryPages(db, query), {
        limit,
        turn: (item) => [toBlock(item)],
        nameOf: ({ pk }) => nameInPartition(pk),
      });
    },
  };
}

const blockKey = (blocker: string, blocked: string) => ({ pk: blockersPartition(blocked), sk: blocker });

const toBlock = ({ pk, id, since }: Record<string, unknown>): Block => ({
  user: nameInPartition(pk),
  id: String(id ?? since),
});
