import type { ClientForm } from '../client-form.ts';
import type { OAuthError } from '../oauth-error.ts';
import type { Exchange } from '../oidc-context.ts';
import { readRefreshToken } from '../refresh-token.ts';
import { splitScope } from '../scopes.ts';
import { mintSessionTokens, type TokenAnswer } from './session-tokens.ts';

/**
 * Answers `grant_type=refresh_token`. The refresh token stays as it is and none comes along, as with Cognito unless a
 * client has turned rotation on. Source: RFC 6749 6, OpenID Connect Core 12.
 */
export async function refresh(form: ClientForm, exchange: Exchange): Promise<TokenAnswer | OAuthError> {
  const token = form.get('refresh_token');
  if (token === undefined) {
    return { error: 'invalid_request', error_description: 'refresh_token is missing.' };
  }
  const signIn = await readRefreshToken(token, exchange);
  if (!signIn || signIn.clientId !== form.client.clientId) {
    return {
      error: 'invalid_grant',
      error_description: 'The refresh token has expired, is of another client, or is none of this issuer.',
    };
  }
  if (exchange.revoked.has(signIn.id)) {
    return { error: 'invalid_grant', error_description: 'The refresh token has been revoked.' };
  }
  const granted = splitScope(signIn.scope);
  const scopes = splitScope(form.get('scope') ?? signIn.scope);
  return scopes.every((scope) => granted.includes(scope))
    ? mintSessionTokens({ ...signIn, scope: scopes.join(' ') }, exchange)
    : { error: 'invalid_scope', error_description: 'scope holds more than the user signed in for.' };
}
