import type { ClientForm } from '../client-form.ts';
import type { OAuthError } from '../oauth-error.ts';
import type { Exchange } from '../oidc-context.ts';
import { matchesChallenge } from '../pkce.ts';
import { mintRefreshToken } from '../refresh-token.ts';
import { mintSessionTokens, type TokenAnswer } from './session-tokens.ts';

/**
 * Answers `grant_type=authorization_code`: tokens for a code, once, and for who has asked for it. Source: RFC 6749 4.1.3,
 * RFC 7636 4.5. A code that comes again ends what it has given (RFC 6749 4.1.2).
 */
export async function redeemCode(form: ClientForm, exchange: Exchange): Promise<TokenAnswer | OAuthError> {
  const missing = ['code', 'redirect_uri', 'code_verifier'].find((name) => form.get(name) === undefined);
  if (missing !== undefined) {
    return { error: 'invalid_request', error_description: `${missing} is missing.` };
  }
  const redeemed = exchange.codes.redeem(form.get('code') ?? '');
  if (redeemed.kind === 'unknown') {
    return refuse('The code has expired, or never was: it is good for 5 minutes.');
  }
  const { signIn, redirectUri, codeChallenge, nonce } = redeemed.grant;
  if (redeemed.kind === 'again') {
    exchange.revoked.add(signIn.id);
    return refuse('The code was used before. If it gave tokens, they are revoked: sign in again.');
  }
  if (signIn.clientId !== form.client.clientId) {
    return refuse('The code is of another client.');
  }
  if (redirectUri !== form.get('redirect_uri')) {
    return refuse('redirect_uri is not the one that the code was sent to.');
  }
  if (!matchesChallenge(form.get('code_verifier') ?? '', codeChallenge)) {
    return refuse('code_verifier does not fit the code_challenge.');
  }
  return {
    ...(await mintSessionTokens(signIn, exchange, nonce)),
    refresh_token: await mintRefreshToken(signIn, exchange),
  };
}

const refuse = (description: string): OAuthError => ({
  error: 'invalid_grant',
  error_description: description,
});
