import type { Identity } from '../../../chat/ports/connections/tokens.ts';
import { ADMIN } from '../plan/commands.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { WorldStores } from '../simulation/stores.ts';
import type { Program } from './program.ts';

/** Where a device gets its user's tokens from. */
export interface TokenProvider {
  /** @param isRefused whether the one before was refused */
  ask(program: Program, isRefused: boolean): Promise<string>;
  /** What the last good token says. */
  last(): Identity | undefined;
  /** Fails for a while. */
  fail(milliseconds: number): void;
  heal(): void;
}

const MINUTE_MS = 60_000;
const LIFETIMES_MS = [2 * MINUTE_MS, 15 * MINUTE_MS, 60 * MINUTE_MS, 24 * 60 * MINUTE_MS];

export function createTokenProvider(
  { scheduler, rng, faults, stores }: Omit<Simulation, 'trace'> & { readonly stores: WorldStores },
  user: string,
): TokenProvider {
  const lifetime = rng.pick(LIFETIMES_MS);
  let failsUntil = 0;
  let last: Identity | undefined;

  function issue(milliseconds: number): string {
    const tokenExpiresAt = scheduler.now() + milliseconds;
    last = {
      user,
      tokenExpiresAt,
      issuer: 'https://issuer.example',
      subject: user,
      ...(user === ADMIN && { isAdmin: true }),
    };
    return stores.tokens.issue(last);
  }

  return {
    last: () => last,
    async ask(program, isRefused) {
      const wait = faults.strikes('tokens', 'slow token', 0.1)
        ? rng.spread(500, 40_000)
        : rng.between(1, 200);
      await new Promise<void>((resolve) => scheduler.after(wait, () => program.run(resolve)));
      if (failsUntil > scheduler.now() || faults.strikes('tokens', 'no token', 0.1))
        throw new Error('No token');
      if (faults.strikes('tokens', 'bad token', isRefused ? 0.02 : 0.05)) return 'no.good.token';
      if (faults.strikes('tokens', 'expired token', isRefused ? 0.02 : 0.05)) return issue(-1);
      if (faults.strikes('tokens', 'token that ends soon', 0.1)) return issue(rng.spread(500, 30_000));
      return issue(lifetime);
    },
    fail(milliseconds) {
      failsUntil = Math.max(failsUntil, scheduler.now() + milliseconds);
    },
    heal() {
      failsUntil = 0;
    },
  };
}
