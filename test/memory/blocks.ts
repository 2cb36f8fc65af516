import type { Blocks } from '../../chat/ports/blocks.ts';

export function createMemoryBlocks(): Blocks {
  const blockers = new Map<string, Set<string>>();

  function blockersOf(user: string): Set<string> {
    const found = blockers.get(user) ?? new Set<string>();
    blockers.set(user, found);
    return found;
  }

  return {
    async add({ blocker, blocked }) {
      const found = blockersOf(blocked);
      return !found.has(blocker) && found.add(blocker) !== undefined;
    },

    remove: async ({ blocker, blocked }) => blockersOf(blocked).delete(blocker),

    between: async (one, other) => ({
      blocked: blockersOf(other).has(one),
      blockedBy: blockersOf(one).has(other),
    }),

    blockersOf: async (user) => new Set(blockersOf(user)),
  };
}
