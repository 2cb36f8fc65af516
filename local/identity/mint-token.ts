import { createHash } from 'node:crypto';
import { SignJWT } from 'jose';
import type { IssuerKey } from './issuer-key.ts';
import type { UserPool } from './user-pool.ts';

/** Who is in every group of a pool: nobody puts users into groups here. */
const memberOfAll = 'admin';

export interface TokenRequest {
  readonly username: string;
  /** Seconds from now; may be negative, for a token that has expired. */
  readonly expiresIn: number;
  readonly tokenUse: 'access' | 'id';
  /** One of the pool's clients. */
  readonly clientId: string;
  /** The sign-in that it comes of. @default - one of its own, now */
  readonly signIn?: SignInClaims;
}

/** What the tokens of one sign-in have in common. */
export interface SignInClaims {
  /** Cognito's `origin_jti`. */
  readonly id: string;
  /** When it was, in epoch seconds. */
  readonly authTime: number;
  /** Separated by spaces. */
  readonly scope: string;
  readonly nonce?: string | undefined;
  /** Of an ID token: the hash of the access token that it came with. */
  readonly atHash?: string;
}

export interface MintContext {
  readonly pool: UserPool;
  readonly key: IssuerKey;
  readonly now: () => number;
  readonly randomId: () => string;
}

/** Makes a token with the claims of Cognito's. Source: Cognito developer guide, "Using tokens with user pools". */
export async function mintToken(request: TokenRequest, context: MintContext): Promise<string> {
  const { username, expiresIn, tokenUse, clientId, signIn } = request;
  const { pool, key, now, randomId } = context;
  const issuedAt = Math.floor(now() / 1000);
  const byUse =
    tokenUse === 'access'
      ? { client_id: clientId, username, scope: signIn?.scope ?? 'aws.cognito.signin.user.admin', version: 2 }
      : {
          aud: clientId,
          'cognito:username': username,
          email_verified: false,
          nonce: signIn?.nonce,
          at_hash: signIn?.atHash,
        };
  return new SignJWT({
    sub: deriveSubject(pool.poolId, username),
    iss: pool.issuer,
    token_use: tokenUse,
    ...(username === memberOfAll && pool.groups.length > 0 && { 'cognito:groups': pool.groups }),
    ...byUse,
    // An expired token has to have been issued before it expired.
    auth_time: signIn?.authTime ?? issuedAt + Math.min(0, expiresIn),
    iat: issuedAt + Math.min(0, expiresIn),
    exp: issuedAt + expiresIn,
    jti: randomId(),
    origin_jti: signIn?.id ?? randomId(),
  })
    .setProtectedHeader({ alg: 'RS256', kid: key.keyId })
    .sign(key.privateKey);
}

/** A UUID that is the same for a user whenever asked, as a pool's is. */
function deriveSubject(poolId: string, username: string): string {
  const hex = createHash('sha256').update(`${poolId}/${username}`).digest('hex');
  const variant = '89ab'[Number.parseInt(hex.charAt(16), 16) % 4];
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
