import type { JwtPayload } from 'aws-jwt-verify/jwt-model';
import type { Identity } from '../../chat/ports/connections/tokens.ts';
import type { Digest } from '../../chat/ports/runtime.ts';
import { nameOfClaim } from '../../chat/sessions/name-of-claim.ts';
import { invalidToken, tokenExpired } from '../../protocol/errors.ts';

/** What a token must say, beside its issuer. */
export interface ClaimRules {
  /** At least one of them must be the token's. */
  readonly audiences: readonly string[];
  /** The claim that names the user: one that the user cannot change. */
  readonly usernameClaim: string;
  /**
   * For Cognito, which kind of its tokens. Its access tokens name their client in `client_id`, not in `aud`.
   * Absent for other issuers.
   */
  readonly tokenUse?: 'access' | 'id';
  /** By which claim an admin is known: one that users cannot change. Absent: nobody is one. */
  readonly admin?: { readonly claim: string; readonly value: string };
}

/** The end of the year 9999, in epoch seconds: what is later was written in milliseconds. */
const LATEST_EXPIRY = 253_402_300_799;
/** OpenID Connect Core, section 2: a subject has 255 characters at most. More would burst an authorizer's context. */
const SUBJECT_MAX_CHARACTERS = 255;

/**
 * Whom a token names, once its signature and its issuer are known to be good.
 * @param now epoch milliseconds
 * @throws ChatError `invalid_token`, `token_expired`, whose cause names the check that failed
 */
export function readClaims(
  payload: JwtPayload,
  { audiences, usernameClaim, tokenUse, admin }: ClaimRules,
  { now, digest }: { readonly now: number; readonly digest: Digest },
): Omit<Identity, 'issuer'> {
  const { sub, exp, token_use, client_id, aud } = payload;
  if (exp === undefined || exp > LATEST_EXPIRY) throw invalidToken('exp');
  // The tolerance for clocks is for what is not valid yet: what has expired stays so.
  if (exp * 1_000 <= now) throw tokenExpired('exp');
  if (tokenUse !== undefined && token_use !== tokenUse) throw invalidToken('token_use');
  const named = [tokenUse === 'access' ? client_id : aud].flat();
  if (!named.some((audience) => typeof audience === 'string' && audiences.includes(audience))) {
    throw invalidToken('audience');
  }
  if (!isText(sub) || sub.length > SUBJECT_MAX_CHARACTERS) throw invalidToken('sub');
  const claim = payload[usernameClaim];
  if (!isText(claim)) throw invalidToken(`the claim ${usernameClaim} is missing or no text`);
  const isAdmin = admin !== undefined && says(payload[admin.claim], admin.value);
  return {
    user: nameOfClaim(claim, digest),
    subject: sub,
    tokenExpiresAt: Math.floor(exp * 1_000),
    ...(isAdmin && { isAdmin }),
  };
}

/** Whether a claim has a value: a text or a boolean as it is written, a list if it holds it. A text is never taken apart. */
const says = (claim: unknown, value: string): boolean =>
  [claim]
    .flat()
    .some((one) => (typeof one === 'string' || typeof one === 'boolean') && String(one) === value);

const isText = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.isWellFormed();
