import type { Ban } from '../../chat/ports/people/bans.ts';
import type { Profile } from '../../chat/ports/people/profiles.ts';
import type { Subject, Users } from '../../chat/ports/people/users.ts';
import type { MemoryDirectory } from './directory.ts';

/** All that is kept of who has signed in. */
export interface UserRecord extends Partial<Subject> {
  readonly since?: number;
  readonly profile: Profile;
  /** What was said last of whether the user may be here. */
  readonly ban?: Ban;
  /** The id of the command that erases the user, and from when on the name is free. */
  readonly erasing?: string;
  readonly freedAt?: number;
}

/** @param records by name @param directory is told of each new name */
export function createMemoryUsers(
  records = new Map<string, UserRecord>(),
  directory: Pick<MemoryDirectory, 'putName' | 'removeName'> = {
    putName: () => undefined,
    removeName: () => undefined,
  },
): Users {
  function change(user: string, id: string, made: (record: UserRecord) => UserRecord): void {
    const record = records.get(user);
    if (record?.erasing === id) records.set(user, made(record));
  }

  function put(user: string, subject: Subject, now: number): UserRecord {
    const record = { ...subject, since: now, profile: NO_PROFILE };
    records.set(user, record);
    return record;
  }

  const isOf = (owner: UserRecord, { issuer, subject }: Subject) =>
    owner.issuer === issuer && owner.subject === subject;
  const isFree = ({ freedAt = Number.POSITIVE_INFINITY }: UserRecord, now: number) => freedAt <= now;

  return {
    async bind(user, { issuer, subject }, now) {
      const owner = records.get(user) ?? put(user, { issuer, subject }, now);
      const isErased = owner.erasing !== undefined;
      if (!isErased) directory.putName(user);
      return {
        isOwn: isOf(owner, { issuer, subject }) && !isErased,
        bannedUntil: owner.ban?.until ?? 0,
        isErased,
        isFree: isFree(owner, now),
      };
    },

    async rebind(user, { issuer, subject }, now) {
      const owner = records.get(user);
      if (!owner) return false;
      if (!isFree(owner, now)) return isOf(owner, { issuer, subject }) && owner.erasing === undefined;
      put(user, { issuer, subject }, now);
      directory.putName(user);
      return true;
    },

    exists: async (user) => records.has(user),

    firstSignIn: async (user) => records.get(user)?.since,

    async beginErasing(user, id) {
      const record = records.get(user);
      if (record && record.erasing === undefined) records.set(user, { ...record, erasing: id });
    },

    async erasure(user) {
      const { erasing, freedAt } = records.get(user) ?? {};
      return erasing === undefined ? undefined : { id: erasing, ...(freedAt !== undefined && { freedAt }) };
    },

    async clear(user, id) {
      change(user, id, (record) => ({ ...record, profile: NO_PROFILE }));
      directory.removeName(user);
    },

    async free(user, { id, freedAt }) {
      change(user, id, ({ profile, erasing = id }) => ({ profile, erasing, freedAt }));
    },
  };
}

const NO_PROFILE: Profile = { rev: '', entries: {} };
