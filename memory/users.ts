import type { Ban } from '../chat/ports/bans.ts';
import type { Profile } from '../chat/ports/profiles.ts';
import type { Subject, Users } from '../chat/ports/users.ts';
import type { MemoryDirectory } from './directory.ts';

/** All that is kept of who has signed in. */
export interface UserRecord extends Subject {
  readonly since: number;
  readonly profile: Profile;
  /** What was said last of whether the user may be here. */
  readonly ban?: Ban;
}

/** @param records by name @param directory is told of each new name */
export function createMemoryUsers(
  records = new Map<string, UserRecord>(),
  directory: Pick<MemoryDirectory, 'putName'> = { putName: () => undefined },
): Users {
  return {
    async bind(user, { issuer, subject }, now) {
      const owner = records.get(user) ?? {
        issuer,
        subject,
        since: now,
        profile: { rev: '', entries: {} },
      };
      records.set(user, owner);
      directory.putName(user);
      return {
        isOwn: owner.issuer === issuer && owner.subject === subject,
        bannedUntil: owner.ban?.until ?? 0,
      };
    },

    exists: async (user) => records.has(user),

    firstSignIn: async (user) => records.get(user)?.since,
  };
}
