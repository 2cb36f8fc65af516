import type { UserPool } from '../../user-pool.ts';
import { type Html, html } from './html.ts';
import { renderPage } from './page.ts';

/** For whoever wrote the link that led here. @param reason A sentence. */
export function renderProblemPage(pool: UserPool, reason: string): Html {
  const title = 'This link to the sign-in is wrong';
  return renderPage(pool, title, html`<h1>${title}</h1>\n<p>${reason}</p>`);
}
