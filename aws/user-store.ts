import { type DynamoDBDocumentClient, GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb';
import type { Subject, Users } from '../chat/ports/users.ts';
import { settleAll } from '../chat/settle-all.ts';
import { putIf } from './conditional-write.ts';
import { readRow } from './read-row.ts';
import { HIDES_ALL, hidesKey, userKey } from './schema.ts';

type Profile = Subject & {
  /** Of the first sign-in, ISO 8601. */
  readonly since?: string;
};

/** Profiles of users in the People table. A profile is never deleted, so a stale read errs only by missing it. */
export function createUserStore(db: DynamoDBDocumentClient, table: string): Users {
  async function findProfile(user: string): Promise<Profile | undefined> {
    const key = { TableName: table, Key: userKey(user) };
    const { Item } = await db.send(new GetCommand(key));
    const found = Item ?? (await db.send(new GetCommand({ ...key, ConsistentRead: true }))).Item;
    return found && readRow(found, { issuer: 'string', subject: 'string', since: 'string?' });
  }

  return {
    async bind(user, { issuer, subject }, now) {
      const isSame = (found?: Profile) => found?.issuer === issuer && found.subject === subject;
      const found = await findProfile(user);
      if (found) return isSame(found);
      const item = { ...userKey(user), user, issuer, subject, since: new Date(now).toISOString() };
      const [isFirst] = await settleAll([
        putIf(db, { TableName: table, Item: item, ConditionExpression: 'attribute_not_exists(pk)' }),
        // Who has never been here has blocked nobody.
        db.send(new PutCommand({ TableName: table, Item: hidesKey(user, HIDES_ALL) })),
      ]);
      return isFirst || isSame(await findProfile(user));
    },

    exists: async (user) => (await findProfile(user)) !== undefined,

    async firstSignIn(user) {
      const since = (await findProfile(user))?.since;
      return since === undefined ? undefined : Date.parse(since);
    },
  };
}
