import { type JWTPayload, jwtVerify } from 'jose';
import { answerJson } from '../../answer-json.ts';
import { noStore } from '../oauth-error.ts';
import type { Exchange } from '../oidc-context.ts';
import { splitScope } from '../scopes.ts';

/** `GET` and `POST /oauth2/userInfo`: whose the access token is. Source: OpenID Connect Core 5.3, RFC 6750 3. */
export async function answerUserInfo(exchange: Exchange): Promise<void> {
  const { request, response, revoked } = exchange;
  request.resume();
  const [, token] = /^Bearer ([\w.~+/-]+=*)$/i.exec(request.headers.authorization ?? '') ?? [];
  if (token === undefined) {
    // No error code for who sends no token (RFC 6750 3.1).
    challenge(exchange, 401, 'Bearer', 'Send an access token: “Authorization: Bearer eyJ…”.');
    return;
  }
  const claims = await readAccessToken(token, exchange);
  if (!claims || revoked.has(String(claims.origin_jti))) {
    const what = 'The access token has expired, is revoked, or is none of this issuer.';
    challenge(exchange, 401, 'Bearer error="invalid_token"', what);
  } else if (!splitScope(String(claims.scope)).includes('openid')) {
    const what = 'The access token is not of the scope “openid”.';
    challenge(exchange, 403, 'Bearer error="insufficient_scope", scope="openid"', what);
  } else {
    const { sub, username } = claims;
    answerJson(response, 200, { sub, username }, noStore);
  }
}

function challenge({ response }: Exchange, status: number, header: string, error_description: string): void {
  const [, error = 'invalid_request'] = /error="(\w+)"/.exec(header) ?? [];
  answerJson(response, status, { error, error_description }, { ...noStore, 'www-authenticate': header });
}

async function readAccessToken(token: string, { pool, key, now }: Exchange): Promise<JWTPayload | undefined> {
  const options = { algorithms: ['RS256'], issuer: pool.issuer, currentDate: new Date(now()) };
  const verified = await jwtVerify(token, key.publicJwk, options).catch(() => undefined);
  return verified?.payload.token_use === 'access' ? verified.payload : undefined;
}
