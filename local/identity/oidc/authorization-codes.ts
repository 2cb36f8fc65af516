import type { SignIn } from './sign-in.ts';

/** What a code stands for. */
export interface CodeGrant {
  readonly signIn: SignIn;
  readonly redirectUri: string;
  readonly codeChallenge: string;
  readonly nonce: string | undefined;
}

/** What became of a code that was presented. */
export type Redeemed =
  | { readonly kind: 'first'; readonly grant: CodeGrant }
  /** Somebody has used it before: one of the two has stolen it. */
  | { readonly kind: 'again'; readonly grant: CodeGrant }
  | { readonly kind: 'unknown' };

export interface AuthorizationCodes {
  /** @returns a code that stands for the grant once */
  issue(grant: CodeGrant): string;
  /** Uses the code up, whoever presents it, so that there is one guess at the verifier. */
  redeem(code: string): Redeemed;
}

/** Cognito's lifetime of a code, in milliseconds; RFC 6749 4.1.2 recommends ten minutes at most. */
const lifetimeMs = 5 * 60_000;

/**
 * Codes that wait for their page, and used ones until they would have expired, to know them again. In memory: who signs in
 * while the server restarts signs in again.
 *
 * @param most How many are kept; one more drops the oldest, whose page is told that it has expired.
 */
export function createAuthorizationCodes(options: {
  readonly now: () => number;
  readonly randomId: () => string;
  readonly most: number;
}): AuthorizationCodes {
  const { now, randomId, most } = options;
  // In the order in which they were made, so those that have expired, and the oldest, come first.
  const codes = new Map<string, { readonly grant: CodeGrant; readonly expiresAt: number; isUsed: boolean }>();

  function dropExpired(): void {
    for (const [code, { expiresAt }] of codes) {
      if (expiresAt > now() && codes.size <= most) {
        return;
      }
      codes.delete(code);
    }
  }

  return {
    issue(grant) {
      const code = randomId();
      codes.set(code, { grant, expiresAt: now() + lifetimeMs, isUsed: false });
      dropExpired();
      return code;
    },
    redeem(code) {
      dropExpired();
      const found = codes.get(code);
      if (!found) {
        return { kind: 'unknown' };
      }
      const kind = found.isUsed ? 'again' : 'first';
      found.isUsed = true;
      return { kind, grant: found.grant };
    },
  };
}
