import type { Identity, Tokens } from '../../chat/ports/connections/tokens.ts';
import type { Clock } from '../../chat/ports/runtime.ts';
import { invalidToken, tokenExpired } from '../../protocol/errors.ts';

export interface MemoryTokens extends Tokens {
  /** @returns a token that says so */
  issue(identity: Identity): string;
}

/** Knows the tokens that it issued; every other one is invalid. */
export function createMemoryTokens(clock: Pick<Clock, 'now'>): MemoryTokens {
  const identities: Identity[] = [];
  return {
    issue: (identity) => `memory.token.${identities.push(identity) - 1}`,

    async verify(token) {
      const identity = identities[Number(/^memory\.token\.(\d+)$/.exec(token)?.[1])];
      if (!identity) throw invalidToken('unknown');
      if (identity.tokenExpiresAt <= clock.now()) throw tokenExpired('exp');
      return identity;
    },
  };
}
