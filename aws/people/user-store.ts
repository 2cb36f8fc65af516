import {
  DeleteCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { directoryKey } from '../../chat/ports/people/directory.ts';
import type { Subject, Users } from '../../chat/ports/people/users.ts';
import { settleAll } from '../../chat/settle-all.ts';
import { putIf, updateIf } from '../dynamodb/conditional-write.ts';
import { readRow } from '../dynamodb/read-row.ts';
import { directoryPartition, HIDES_ALL, hidesKey, userKey } from '../schema.ts';

type Profile = Partial<Subject> & {
  /** Of the first sign-in, ISO 8601. */
  readonly since?: string;
  /** Whether the row of the name is there, by which a search finds it; absent for who came first before there were any. */
  readonly isListed?: boolean;
  /** See `ban-store.ts`. */
  readonly bannedUntil?: number;
  /** The id of the command that erases its user, and when the name is free; then it has nothing else. */
  readonly erasing?: string;
  readonly freedAt?: number;
};

/** Profiles of users in the People table. A profile is never deleted, so a stale read errs only by missing it. */
export function createUserStore(db: DynamoDBDocumentClient, table: string): Users {
  async function findProfile(user: string): Promise<Profile | undefined> {
    const found = await readProfile(user, false);
    // A ban that has just ended must keep nobody out, nor what was erased whoever has the name by now.
    const isCertain = found !== undefined && found.bannedUntil === undefined && found.erasing === undefined;
    return isCertain ? found : readProfile(user, true);
  }

  async function readProfile(user: string, consistent: boolean): Promise<Profile | undefined> {
    const { Item } = await db.send(
      new GetCommand({ TableName: table, Key: userKey(user), ConsistentRead: consistent }),
    );
    return (
      Item &&
      readRow(Item, {
        issuer: 'string?',
        subject: 'string?',
        since: 'string?',
        isListed: 'boolean?',
        bannedUntil: 'number?',
        erasing: 'string?',
        freedAt: 'number?',
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

  /** @param condition what must hold of the profile that is there @returns whether it did */
  async function putProfile(
    user: string,
    { issuer, subject }: Subject,
    now: number,
    condition: { ConditionExpression: string; ExpressionAttributeValues?: Record<string, unknown> },
  ): Promise<boolean> {
    await settleAll([
      // Before the profile, which says that it is there. Without one it shows nobody.
      putRow(user),
      // Who has never been here has blocked nobody.
      db.send(new PutCommand({ TableName: table, Item: hidesKey(user, HIDES_ALL) })),
    ]);
    const since = new Date(now).toISOString();
    return putIf(db, {
      TableName: table,
      Item: { ...userKey(user), user, issuer, subject, since, isListed: true },
      ...condition,
    });
  }

  return {
    async bind(user, subject, now) {
      const found = await findProfile(user);
      if (found) {
        if (isOwned(found, subject) && !found.isListed) await listLate(user);
        return toBinding(found, subject, now);
      }
      const isFirst = await putProfile(user, subject, now, {
        ConditionExpression: 'attribute_not_exists(pk)',
      });
      return isFirst ? NEWLY_BOUND : toBinding(await findProfile(user), subject, now);
    },

    async rebind(user, subject, now) {
      const isBound = await putProfile(user, subject, now, {
        ConditionExpression: 'freedAt <= :now',
        ExpressionAttributeValues: { ':now': now },
      });
      return isBound || isOwned(await readProfile(user, true), subject);
    },

    exists: async (user) => (await findProfile(user)) !== undefined,

    async firstSignIn(user) {
      const since = (await findProfile(user))?.since;
      return since === undefined ? undefined : Date.parse(since);
    },

    async beginErasing(user, id) {
      await updateIf(db, {
        TableName: table,
        Key: userKey(user),
        UpdateExpression: 'SET erasing = :id',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(erasing)',
        ExpressionAttributeValues: { ':id': id },
      });
    },

    async erasure(user) {
      const key = { TableName: table, Key: userKey(user), ConsistentRead: true };
      const { Item } = await db.send(new GetCommand(key));
      if (Item?.erasing === undefined) return undefined;
      return {
        id: String(Item.erasing),
        ...(Item.freedAt !== undefined && { freedAt: Number(Item.freedAt) }),
      };
    },

    async clear(user, id) {
      const { beginning, place } = directoryKey(user, user);
      const row = { pk: directoryPartition('user', beginning), sk: place };
      await updateIf(db, {
        TableName: table,
        Key: userKey(user),
        UpdateExpression: 'REMOVE entries, rev, isListed',
        ConditionExpression: 'erasing = :id',
        ExpressionAttributeValues: { ':id': id },
      });
      await db.send(new DeleteCommand({ TableName: table, Key: row }));
    },

    async free(user, { id, freedAt }) {
      await updateIf(db, {
        TableName: table,
        Key: userKey(user),
        UpdateExpression: 'SET freedAt = :freedAt REMOVE issuer, subject, since',
        ConditionExpression: 'erasing = :id',
        ExpressionAttributeValues: { ':id': id, ':freedAt': freedAt },
      });
    },
  };
}

const NEWLY_BOUND = { isOwn: true, bannedUntil: 0, isErased: false, isFree: false };

const isOf = (found: Profile | undefined, { issuer, subject }: Subject) =>
  found?.issuer === issuer && found.subject === subject;

/** Whether it is the subject's, and not erased. */
const isOwned = (found: Profile | undefined, subject: Subject) =>
  isOf(found, subject) && found?.erasing === undefined;

const toBinding = (found: Profile | undefined, subject: Subject, now: number) => ({
  isOwn: isOwned(found, subject),
  bannedUntil: found?.bannedUntil ?? 0,
  isErased: found?.erasing !== undefined,
  isFree: found?.freedAt !== undefined && found.freedAt <= now,
});
