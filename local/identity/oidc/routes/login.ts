import { readBody } from '../../../read-body.ts';
import { findUsernameFault, longestUsername } from '../../username.ts';
import { checkAuthorizeRequest } from '../authorize-request.ts';
import type { Exchange } from '../oidc-context.ts';
import { renderProblemPage } from '../pages/problem-page.ts';
import { sendPage, sendRedirect } from '../pages/send-page.ts';
import { renderSignInPage } from '../pages/sign-in-page.ts';
import { readParameters } from '../parameters.ts';
import { addParameters, toFormAction } from '../redirect-uri.ts';

/** More than any name, in bytes. */
const mostBytes = 64 * 1024;

const faults = {
  length: `A name has 1 to ${longestUsername} characters.`,
  characters: 'A name has letters, digits, symbols and punctuation, and no spaces.',
};

/** `POST /login`: the form of the sign-in page. Sends the user back with a code, or the page with what is wrong. */
export async function answerLogin(exchange: Exchange): Promise<void> {
  const { request, response, pool, query, codes, now, randomId } = exchange;
  const form = readParameters(await readBody(request, mostBytes));
  const checked = checkAuthorizeRequest(readParameters(query), pool);
  if (checked.kind === 'refused') {
    sendPage(response, 400, renderProblemPage(pool, checked.reason));
    return;
  }
  if (checked.kind === 'failed') {
    sendRedirect(response, 303, checked.location);
    return;
  }
  const { client, redirectUri, scope, codeChallenge, state, nonce } = checked.request;
  // A name that was pasted brings its spaces along; in a name there are none.
  const username = (form.get('username') ?? '').trim();
  const fault = findUsernameFault(username);
  if (fault) {
    const page = renderSignInPage({ pool, query, redirectUri, username, fault: faults[fault] });
    sendPage(response, 400, page, toFormAction(redirectUri));
    return;
  }
  const code = codes.issue({
    signIn: {
      id: randomId(),
      clientId: client.clientId,
      username,
      scope,
      authTime: Math.floor(now() / 1000),
    },
    redirectUri,
    codeChallenge,
    nonce,
  });
  // 303: what follows a form is a GET.
  sendRedirect(response, 303, addParameters(redirectUri, { code, state }));
}
