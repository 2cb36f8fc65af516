import { decodeJwt } from 'jose';
import type { UserPool } from '../../user-pool.ts';
import type { Exchange } from '../oidc-context.ts';
import { renderProblemPage } from '../pages/problem-page.ts';
import { sendPage, sendRedirect } from '../pages/send-page.ts';
import { renderSignedOutPage } from '../pages/signed-out-page.ts';
import { type Parameters, readParameters } from '../parameters.ts';
import { addParameters, isAllowedRedirect } from '../redirect-uri.ts';

/**
 * `GET /logout`: leads back to the page. There is no session to end; tokens are the page's to drop and to revoke. Takes
 * Cognito's parameters (`client_id`, `logout_uri`) and those of OpenID Connect RP-Initiated Logout 1.0
 * (`post_logout_redirect_uri`, `client_id` or `id_token_hint`, `state`).
 */
export function answerLogout({ request, response, pool, query }: Exchange): void {
  request.resume();
  const parameters = readParameters(query);
  const uri = parameters.get('logout_uri') ?? parameters.get('post_logout_redirect_uri');
  const fault = findFault(parameters, uri, pool);
  if (fault !== undefined) {
    sendPage(response, 400, renderProblemPage(pool, fault));
  } else if (uri === undefined) {
    sendPage(response, 200, renderSignedOutPage(pool));
  } else {
    sendRedirect(response, 302, addParameters(uri, { state: parameters.get('state') }));
  }
}

function findFault(
  { get, repeated }: Parameters,
  uri: string | undefined,
  pool: UserPool,
): string | undefined {
  if (repeated !== undefined) {
    return `“${repeated}” comes more than once.`;
  }
  if (uri === undefined) {
    return undefined;
  }
  const clientId = get('client_id') ?? readAudience(get('id_token_hint'));
  const client = pool.clients.find((one) => one.clientId === clientId);
  if (!client) {
    const known = pool.clients.map((one) => one.clientId).join(', ');
    return `“client_id” must be one of the clients of the user pool “${pool.logicalId}”: ${known}.`;
  }
  return isAllowedRedirect(uri, client.logoutUrls)
    ? undefined
    : `“${uri.slice(0, 200)}” is no page of this machine, such as http://localhost:5173/, nor a logout URL of the client.`;
}

/** The client is only asked where it may lead to, which anybody may ask: the token's signature is nothing to that. */
function readAudience(idToken: string | undefined): unknown {
  try {
    return idToken === undefined ? undefined : decodeJwt(idToken).aud;
  } catch {
    return undefined;
  }
}
