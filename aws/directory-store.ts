import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Directory, type FoundRow, searchKey } from '../chat/ports/directory.ts';
import { deleteIf, putIf } from './conditional-write.ts';
import { inPartition, inRange } from './query-pages.ts';
import { readRow } from './read-row.ts';
import { directoryPartition, nameInPartition } from './schema.ts';

/** Behind all that begins in the same way. */
const LAST = '\u{10ffff}';
/** Before all that comes behind it. */
const NEXT = '\u0000';

/** The rows by which users are found, in the People table. */
export function createDirectoryStore(db: DynamoDBDocumentClient, table: string): Directory {
  return {
    async put({ beginning, place, user, rev }) {
      await putIf(db, {
        TableName: table,
        Item: { pk: directoryPartition(beginning), sk: place, user, rev },
        ConditionExpression: 'attribute_not_exists(pk) OR rev < :rev',
        ExpressionAttributeValues: { ':rev': rev },
      });
    },

    async remove({ beginning, place, rev }) {
      await deleteIf(db, {
        TableName: table,
        Key: { pk: directoryPartition(beginning), sk: place },
        ConditionExpression: 'rev <= :rev',
        ExpressionAttributeValues: { ':rev': rev },
      });
    },

    async search(folded, { after, limit }) {
      const { beginning, prefix } = searchKey(folded);
      const to = prefix + LAST;
      const behind = after === undefined ? prefix : after + NEXT;
      const from = isBefore(behind, prefix) ? prefix : behind;
      // DynamoDB refuses a range whose end comes first.
      if (!isBefore(from, to)) return { items: [], hasMore: false };
      const query = inRange(inPartition(table, directoryPartition(beginning), { consistent: false }), {
        from,
        to,
      });
      // One more says whether there is more. A row is too small for a page of them to end at DynamoDB's 1 MB.
      const { Items = [] } = await db.send(new QueryCommand({ ...query, Limit: limit + 1 }));
      return { items: Items.slice(0, limit).map(toRow), hasMore: Items.length > limit };
    },
  };
}

/** In DynamoDB's order, which is that of the bytes. */
const isBefore = (one: string, other: string) => Buffer.compare(Buffer.from(one), Buffer.from(other)) < 0;

function toRow(item: Record<string, unknown>): FoundRow {
  const { pk, sk, user, rev } = readRow(item, { pk: 'string', sk: 'string', user: 'string', rev: 'string?' });
  // `find:u:` and the beginning, which may hold a colon.
  const beginning = nameInPartition(nameInPartition(pk));
  return { beginning, place: sk, user, ...(rev !== undefined && { rev }) };
}
