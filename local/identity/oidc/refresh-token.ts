import { jwtVerify, SignJWT } from 'jose';
import type { IssuerKey } from '../issuer-key.ts';
import type { UserPool } from '../user-pool.ts';
import type { SignIn } from './sign-in.ts';

export interface RefreshTokenContext {
  readonly pool: UserPool;
  readonly key: IssuerKey;
  readonly now: () => number;
}

/** Cognito's default, in seconds. */
const lifetime = 30 * 24 * 60 * 60;
const type = 'refresh+jwt';
/** Of nobody's tokens else: whoever takes the pool's tokens must not take this one for one. */
const issuerOf = ({ poolId }: UserPool) => `urn:local-run:refresh-tokens:${poolId}`;

/**
 * Signed by the issuer's key and kept nowhere, so it is good after a restart if the key is. Clients can't tell: to them
 * it is a text.
 */
export function mintRefreshToken(signIn: SignIn, { pool, key }: RefreshTokenContext): Promise<string> {
  const { id, clientId, username, scope, authTime } = signIn;
  return new SignJWT({ username, scope })
    .setProtectedHeader({ alg: 'RS256', typ: type, kid: key.keyId })
    .setIssuer(issuerOf(pool))
    .setAudience(clientId)
    .setJti(id)
    .setIssuedAt(authTime)
    .setExpirationTime(authTime + lifetime)
    .sign(key.privateKey);
}

/** @returns the sign-in that the token continues, whichever client it is of; undefined when it is none of this pool's, or has expired */
export async function readRefreshToken(
  token: string,
  { pool, key, now }: RefreshTokenContext,
): Promise<SignIn | undefined> {
  const verified = await jwtVerify(token, key.publicJwk, {
    algorithms: ['RS256'],
    typ: type,
    issuer: issuerOf(pool),
    currentDate: new Date(now()),
  }).catch(() => undefined);
  if (!verified) {
    return undefined;
  }
  const { jti, aud, iat, username, scope } = verified.payload;
  return {
    id: String(jti),
    clientId: String(aud),
    username: String(username),
    scope: String(scope),
    authTime: Number(iat),
  };
}
