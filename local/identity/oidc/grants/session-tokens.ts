import { createHash } from 'node:crypto';
import { mintToken } from '../../mint-token.ts';
import { defaultExpiresIn } from '../../token-request.ts';
import type { Exchange } from '../oidc-context.ts';
import type { SignIn } from '../sign-in.ts';

/** What the token endpoint answers. Source: RFC 6749 5.1, OpenID Connect Core 3.1.3.3. */
export interface TokenAnswer {
  readonly access_token: string;
  readonly id_token: string;
  readonly refresh_token?: string;
  readonly token_type: 'Bearer';
  /** Seconds. */
  readonly expires_in: number;
  readonly scope: string;
}

/** Makes an access token and an ID token of a sign-in. @param nonce The page's, for the first ID token alone. */
export async function mintSessionTokens(
  signIn: SignIn,
  context: Exchange,
  nonce?: string,
): Promise<TokenAnswer> {
  const { id, clientId, username, scope, authTime } = signIn;
  const claims = { id, authTime, scope, nonce };
  const request = { username, clientId, expiresIn: defaultExpiresIn, signIn: claims };
  const accessToken = await mintToken({ ...request, tokenUse: 'access' }, context);
  const idToken = await mintToken(
    { ...request, tokenUse: 'id', signIn: { ...claims, atHash: hashHalf(accessToken) } },
    context,
  );
  return {
    access_token: accessToken,
    id_token: idToken,
    token_type: 'Bearer',
    expires_in: defaultExpiresIn,
    scope,
  };
}

/** Source: OpenID Connect Core 3.1.3.6, `at_hash`. */
function hashHalf(token: string): string {
  return createHash('sha256').update(token).digest().subarray(0, 16).toString('base64url');
}
