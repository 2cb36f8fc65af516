import type { Subject, Users } from '../../chat/ports/users.ts';

export function createMemoryUsers(): Users {
  const subjects = new Map<string, Subject>();
  return {
    async bind(user, { issuer, subject }) {
      const owner = subjects.get(user) ?? { issuer, subject };
      subjects.set(user, owner);
      return owner.issuer === issuer && owner.subject === subject;
    },

    exists: async (user) => subjects.has(user),
  };
}
