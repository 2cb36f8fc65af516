import type { Subject, Users } from '../chat/ports/users.ts';

export function createMemoryUsers(): Users {
  const subjects = new Map<string, Subject & { readonly since: number }>();
  return {
    async bind(user, { issuer, subject }, now) {
      const owner = subjects.get(user) ?? { issuer, subject, since: now };
      subjects.set(user, owner);
      return owner.issuer === issuer && owner.subject === subject;
    },

    exists: async (user) => subjects.has(user),

    firstSignIn: async (user) => subjects.get(user)?.since,
  };
}
