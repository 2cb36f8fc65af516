import { checkAuthorizeRequest } from '../authorize-request.ts';
import type { Exchange } from '../oidc-context.ts';
import { renderProblemPage } from '../pages/problem-page.ts';
import { sendPage, sendRedirect } from '../pages/send-page.ts';
import { renderSignInPage } from '../pages/sign-in-page.ts';
import { readParameters } from '../parameters.ts';
import { toFormAction } from '../redirect-uri.ts';

/**
 * `GET /oauth2/authorize` and `/login`: asks the user for a name. Nothing is kept of it: the request goes into the form's
 * address, and is checked again when the form comes.
 */
export function answerAuthorize({ request, response, pool, query }: Exchange): void {
  request.resume();
  const checked = checkAuthorizeRequest(readParameters(query), pool);
  if (checked.kind === 'refused') {
    sendPage(response, 400, renderProblemPage(pool, checked.reason));
  } else if (checked.kind === 'failed') {
    sendRedirect(response, 302, checked.location);
  } else {
    const { redirectUri, loginHint = '' } = checked.request;
    const page = renderSignInPage({ pool, query, redirectUri, username: loginHint });
    sendPage(response, 200, page, toFormAction(redirectUri));
  }
}
