import { JwtVerifier } from 'aws-jwt-verify';
import { FetchError, JwksValidationError, JwtExpiredError } from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import type { Tokens } from '../chat/ports/tokens.ts';
import { internal, invalidToken, tokenExpired } from '../protocol/errors.ts';
import { NAME_PATTERN } from '../protocol/limits.ts';

export interface TokenRules {
  readonly issuer: string;
  /** At least one of them must be the token's. */
  readonly audiences: readonly string[];
  /** Where the issuer's keys are. */
  readonly jwksUri: string;
  /** The claim that names the user: one that the user cannot change. */
  readonly usernameClaim: string;
  /**
   * For Cognito, which kind of its tokens. Its access tokens name their client in `client_id`, not in `aud`.
   * Absent for other issuers.
   */
  readonly tokenUse?: 'access' | 'id';
}

/**
 * Verifies JWTs: signature by a key of the issuer's, with that key's algorithm; issuer, audience, token use, expiry.
 */
export function createTokenVerifier(rules: TokenRules): Tokens {
  const { issuer, jwksUri } = rules;
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: fetchDocument } });
  const verifier = JwtVerifier.create({ issuer, jwksUri, audience: null }, { jwksCache });
  return {
    async verify(token) {
      const payload = await verifier.verify(token).catch((error) => {
        throw judgeFailure(error);
      });
      const user = payload[rules.usernameClaim];
      const { sub, exp } = payload;
      const isOurs = hasAudience(payload, rules) && sub !== undefined && exp !== undefined;
      if (!isOurs || typeof user !== 'string' || !NAME_PATTERN.test(user)) throw invalidToken();
      return { user, issuer, subject: sub, tokenExpiresAt: exp * 1_000 };
    },
  };
}

function hasAudience(payload: JwtPayload, { audiences, tokenUse }: TokenRules): boolean {
  if (tokenUse !== undefined && payload.token_use !== tokenUse) return false;
  const named = tokenUse === 'access' ? payload.client_id : payload.aud;
  return [named].flat().some((audience) => typeof audience === 'string' && audiences.includes(audience));
}

/** That the issuer's keys can't be had is no fault of the token. */
function judgeFailure(error: unknown): Error {
  if (error instanceof JwtExpiredError) return tokenExpired(error);
  const isIssuers = error instanceof FetchError || error instanceof JwksValidationError;
  return isIssuers ? internal(error) : invalidToken(error);
}

/** `aws-jwt-verify`'s own fetcher refuses `http:`, which the local issuer speaks. */
async function fetchDocument(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri, { signal: AbortSignal.timeout(3_000) }).catch((cause) => {
    throw new FetchError(uri, cause);
  });
  if (!response.ok) throw new FetchError(uri, `status ${response.status}`);
  return response.arrayBuffer();
}
