/** Sign-ins whose refresh tokens, and access tokens at the userinfo endpoint, are no good any more. */
export interface RevokedSignIns {
  add(id: string): void;
  has(id: string): boolean;
}

/**
 * In memory, so a restart forgets them, though refresh tokens outlive it: whoever can reach a local run may be anybody
 * there, with a token or without.
 *
 * @param most How many are kept; one more forgets the oldest.
 */
export function createRevokedSignIns(most: number): RevokedSignIns {
  const ids = new Set<string>();
  return {
    add(id) {
      ids.add(id);
      for (const oldest of ids) {
        if (ids.size <= most) return;
        ids.delete(oldest);
      }
    },
    has: (id) => ids.has(id),
  };
}
