import type { UserPool } from '../../user-pool.ts';
import { type Html, html } from './html.ts';
import { renderPage } from './page.ts';

/** For who signs out and is to be led nowhere. */
export function renderSignedOutPage(pool: UserPool): Html {
  return renderPage(
    pool,
    'Signed out',
    html`<h1>Signed out</h1>\n<p>The local run keeps no sessions: you may close this page.</p>`,
  );
}
