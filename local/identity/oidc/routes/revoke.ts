import { jwtVerify } from 'jose';
import { answerJson } from '../../answer-json.ts';
import { readClientForm } from '../client-form.ts';
import { answerError, noStore, type OAuthError } from '../oauth-error.ts';
import type { Exchange } from '../oidc-context.ts';
import { readRefreshToken } from '../refresh-token.ts';

/** `POST /oauth2/revoke`: ends a refresh token and what came of it. Source: RFC 7009, Cognito's "Revoke endpoint". */
export async function answerRevocation(exchange: Exchange): Promise<void> {
  const form = await readClientForm(exchange);
  const fault = 'error' in form ? form : await revoke(form.get('token'), form.client.clientId, exchange);
  if (fault) {
    answerError(exchange.response, fault);
  } else {
    answerJson(exchange.response, 200, undefined, noStore);
  }
}

async function revoke(
  token: string | undefined,
  clientId: string,
  exchange: Exchange,
): Promise<OAuthError | undefined> {
  if (token === undefined) {
    return { error: 'invalid_request', error_description: 'token is missing.' };
  }
  const signIn = await readRefreshToken(token, exchange);
  if (!signIn) {
    // A token that is none, or has expired, needs no revoking: no error (RFC 7009 2.2).
    return (await isPoolToken(token, exchange))
      ? {
          error: 'unsupported_token_type',
          error_description: 'Only refresh tokens can be revoked, as with Cognito.',
        }
      : undefined;
  }
  if (signIn.clientId !== clientId) {
    return { error: 'invalid_grant', error_description: 'The refresh token is of another client.' };
  }
  exchange.revoked.add(signIn.id);
  return undefined;
}

async function isPoolToken(token: string, { key, pool, now }: Exchange): Promise<boolean> {
  const options = { issuer: pool.issuer, currentDate: new Date(now()) };
  return jwtVerify(token, key.publicJwk, options).then(
    () => true,
    () => false,
  );
}
