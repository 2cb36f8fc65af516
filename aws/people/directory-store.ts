import { type DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { type Directory, type FoundRow, searchKey } from '../../chat/ports/people/directory.ts';
import { deleteIf, putIf } from '../dynamodb/conditional-write.ts';
import { inPartition, inRange } from '../dynamodb/query-pages.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { type DirectoryKind, directoryPartition, nameInPartition } from '../schema.ts';

/** Behind all that begins in the same way. */
const LAST = '\u{10ffff}';
/** Before all that comes behind it. */
const NEXT = '\u0000';

/** The rows by which users are found, or groups, in the People table. */
export function createDirectoryStore(
  db: DynamoDBDocumentClient,
  table: string,
  of: DirectoryKind,
): Directory {
  return {
    async put({ beginning, place, name, rev }) {
      await putIf(db, {
        TableName: table,
        Item: { pk: directoryPartition(of, beginning), sk: place, name, rev },
        ConditionExpression: 'attribute_not_exists(pk) OR rev < :rev',
        ExpressionAttributeValues: { ':rev': rev },
      });
    },

    async remove({ beginning, place, rev }) {
      await deleteIf(db, {
        TableName: table,
        Key: { pk: directoryPartition(of, beginning), sk: place },
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
      const query = inRange(inPartition(table, directoryPartition(of, beginning), { consistent: false }), {
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
  const { pk, sk, name, rev } = readRow(item, { pk: 'string', sk: 'string', name: 'string', rev: 'string?' });
  // `find:u:` and the beginning, which may hold a colon.
  const beginning = nameInPartition(nameInPartition(pk));
  return { beginning, place: sk, name, ...(rev !== undefined && { rev }) };
}
