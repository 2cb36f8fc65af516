import { type DynamoDBDocumentClient, GetCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { directoryKey } from '../chat/ports/directory.ts';
import type { Subject, Users } from '../chat/ports/users.ts';
import { settleAll } from '../chat/settle-all.ts';
import { putIf } from './conditional-write.ts';
import { readRow } from './read-row.ts';
import { directoryPartition, HIDES_ALL, hidesKey, userKey } from './schema.ts';

type Profile = Subject & {
  /** Of the first sign-in, ISO 8601. */
  readonly since?: string;
  /** Whether the row of the name is there, by which a search finds it; absent for who came first before there were any. */
  readonly isListed?: boolean;
  /** See `ban-store.ts`. */
  readonly bannedUntil?: number;
};

/** Profiles of users in the People table. A profile is never deleted, so a stale read errs only by missing it. */
export function createUserStore(db: DynamoDBDocumentClient, table: string): Users {
  async function findProfile(user: string): Promise<Profile | undefined> {
    const key = { TableName: table, Key: userKey(user) };
    const { Item } = await db.send(new GetCommand(key));
    // A ban that has just ended must keep nobody out.
    const isCertain = Item !== undefined && Item.bannedUntil === undefined;
    const found = isCertain ? Item : (await db.send(new GetCommand({ ...key, ConsistentRead: true }))).Item;
    return (
      found &&
      readRow(found, {
        issuer: 'string',
        subject: 'string',
        since: 'string?',
        isListed: 'boolean?',
        bannedUntil: 'number?',
      })
    );
  }

  /** The row of a name, by which a search finds it: without a `rev`, so that no change of a display name touches it. */
  function putRow(user: string): Promise<unknown> {
    const { beginning, place } = directoryKey(user, user);
    const Item = { pk: directoryPartition('user', beginning), sk: place, name: user };
    return db.send(new PutCommand({ TableName: table, Item }));
  }

  async function listLate(user: string): Promise<void> {
    await putRow(user);
    await db.send(
      new UpdateCommand({
        TableName: table,
        Key: userKey(user),
        UpdateExpression: 'SET isListed = :true',
        ExpressionAttributeValues: { ':true': true },
      }),
    );
  }

  return {
    async bind(user, { issuer, subject }, now) {
      const isSame = (found?: Profile) => found?.issuer === issuer && found.subject === subject;
      const bindingOf = (found?: Profile) => ({ isOwn: isSame(found), bannedUntil: found?.bannedUntil ?? 0 });
      const found = await findProfile(user);
      if (found) {
        if (isSame(found) && !found.isListed) await listLate(user);
        return bindingOf(found);
      }
      await settleAll([
        // Before the profile, which says that it is there. Without one it shows nobody.
        putRow(user),
        // Who has never been here has blocked nobody.
        db.send(new PutCommand({ TableName: table, Item: hidesKey(user, HIDES_ALL) })),
      ]);
      const since = new Date(now).toISOString();
      const isFirst = await putIf(db, {
        TableName: table,
        Item: { ...userKey(user), user, issuer, subject, since, isListed: true },
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return isFirst ? { isOwn: true, bannedUntil: 0 } : bindingOf(await findProfile(user));
    },

    exists: async (user) => (await findProfile(user)) !== undefined,

    async firstSignIn(user) {
      const since = (await findProfile(user))?.since;
      return since === undefined ? undefined : Date.parse(since);
    },
  };
}
