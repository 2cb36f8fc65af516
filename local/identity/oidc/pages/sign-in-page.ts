import type { UserPool } from '../../user-pool.ts';
import { paths } from '../paths.ts';
import { Html, html } from './html.ts';
import { renderPage } from './page.ts';

export interface SignInPage {
  readonly pool: UserPool;
  /** Of the request to sign in; the form brings it along. */
  readonly query: string;
  readonly redirectUri: string;
  /** What is in the field already. */
  readonly username: string;
  /** A sentence that says what is wrong with that name. */
  readonly fault?: string;
}

/** Asks for a name. It works without scripts, and says its fault to who only hears it. */
export function renderSignInPage({ pool, query, redirectUri, username, fault }: SignInPage): Html {
  const invalid = fault === undefined ? new Html('') : html` aria-invalid="true" aria-describedby="fault"`;
  const shown = fault === undefined ? new Html('') : html`<p id="fault" class="fault">${fault}</p>`;
  return renderPage(
    pool,
    fault === undefined ? 'Sign in' : 'Error: Sign in',
    html`<h1>Sign in</h1>
<p>Type a name, be that user. This is the local run: there are no passwords, and any name without spaces or accents will do.</p>
<form method="post" action="/${pool.poolId}${paths.login}?${query}">
<label for="username">Name</label>
<input id="username" name="username" value="${username}" autofocus required autocomplete="username" autocapitalize="none" spellcheck="false"${invalid}>
${shown}
<button>Sign in</button>
</form>
<p class="aside">You go on to ${shorten(redirectUri)}</p>`,
  );
}

/** Without its parameters, which say nothing to a person. */
const shorten = (uri: string) => uri.split('?', 1)[0] ?? uri;
