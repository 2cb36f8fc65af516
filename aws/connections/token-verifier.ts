import { hash } from 'node:crypto';
import { JwtVerifier } from 'aws-jwt-verify';
import {
  FetchError,
  JwkInvalidKtyError,
  JwkInvalidUseError,
  JwtExpiredError,
  JwtInvalidIssuerError,
  JwtInvalidSignatureAlgorithmError,
  JwtInvalidSignatureError,
  JwtNotBeforeError,
  JwtParseError,
  JwtWithoutValidKidError,
  KidNotFoundInJwksError,
  WaitPeriodNotYetEndedJwkError,
} from 'aws-jwt-verify/error';
import { SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { Tokens } from '../../chat/ports/connections/tokens.ts';
import type { Digest } from '../../chat/ports/runtime.ts';
import { internal, invalidToken, rateLimited, tokenExpired } from '../../protocol/errors.ts';
import { type ClaimRules, readClaims } from './token-claims.ts';

export interface TokenRules extends ClaimRules {
  readonly issuer: string;
  /** Where the issuer's keys are. */
  readonly jwksUri: string;
  /** By how many seconds the issuer's clock may be ahead of ours. */
  readonly clockToleranceSeconds: number;
}

/**
 * Verifies JWTs: signature by a key of the issuer's, with that key's algorithm; issuer, audience, token use, expiry.
 */
export function createTokenVerifier(rules: TokenRules): Tokens {
  const { issuer, jwksUri, clockToleranceSeconds: graceSeconds } = rules;
  const jwksCache = new SimpleJwksCache({ fetcher: { fetch: fetchDocument } });
  const verifier = JwtVerifier.create({ issuer, jwksUri, audience: null, graceSeconds }, { jwksCache });
  return {
    async verify(token) {
      const payload = await verifier.verify(token).catch((error) => {
        throw judgeFailure(error);
      });
      return { issuer, ...readClaims(payload, rules, { now: Date.now(), digest: sha256 }) };
    },
  };
}

const sha256: Digest = (text) => hash('sha256', text, 'base64url');

/** The token's own faults, by what the library throws. Its texts quote the token, so that none is passed on. */
const TOKEN_FAULTS = [
  [JwtInvalidSignatureError, 'signature'],
  [JwtInvalidSignatureAlgorithmError, 'alg'],
  [JwtInvalidIssuerError, 'issuer'],
  [JwtNotBeforeError, 'nbf'],
  [JwtWithoutValidKidError, 'no kid'],
  [KidNotFoundInJwksError, 'unknown kid'],
  [JwkInvalidUseError, 'the kid names a key that signs nothing'],
  [JwkInvalidKtyError, 'the kid names a key that signs nothing'],
] as const;

/** For how long the library doesn't ask for the keys again, once somebody's unknown key id had it ask in vain. */
const KEYS_WAIT_MS = 10_000;

/** What is not known to be the token's fault is none: the issuer's keys can't be had or read. It may be good later. */
function judgeFailure(error: unknown): Error {
  if (error instanceof JwtExpiredError) return tokenExpired('exp');
  if (error instanceof JwtParseError) return invalidToken(findFaultyClaim(error) ?? 'format');
  // The library tells the times as dates, which end in the year 275760.
  if (error instanceof RangeError) return invalidToken('exp or nbf');
  // A stranger can bring this about for everybody whose key is new: it is no fault to wake an operator for.
  if (error instanceof WaitPeriodNotYetEndedJwkError) {
    return rateLimited(KEYS_WAIT_MS, 'unknown kid, and the keys may not be asked for again yet');
  }
  const fault = TOKEN_FAULTS.find(([kind]) => error instanceof kind);
  return fault ? invalidToken(fault[1]) : internal(error);
}

/** The name of a standard claim that is of the wrong kind. */
const findFaultyClaim = ({ message }: JwtParseError) =>
  /^JWT payload (\w{3}) claim is not /.exec(message)?.[1];

/** `aws-jwt-verify`'s own fetcher refuses `http:`, which the local issuer speaks. */
async function fetchDocument(uri: string): Promise<ArrayBuffer> {
  const response = await fetch(uri, { signal: AbortSignal.timeout(3_000) }).catch((cause) => {
    throw new FetchError(uri, cause);
  });
  if (!response.ok) throw new FetchError(uri, `status ${response.status}`);
  return response.arrayBuffer();
}
