import type { ServerResponse } from 'node:http';
import type { Html } from './html.ts';

/** Nothing of a sign-in is for a cache, or for the log of the site that comes next. */
const privately = {
  'cache-control': 'no-store',
  // Not `no-referrer`: under that browsers send a form with `Origin: null`, as from another site (Fetch, "origin header").
  'referrer-policy': 'same-origin',
};

/** @param formAction Where the page's form may lead to, beside this server. @default - it has no form */
export function sendPage(response: ServerResponse, status: number, page: Html, formAction?: string): void {
  const policy = [
    "default-src 'none'",
    "style-src 'self'",
    // An icon of nothing: browsers ask for /favicon.ico of a page without one, and there is none.
    'img-src data:',
    `form-action ${formAction === undefined ? "'none'" : `'self' ${formAction}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ];
  response
    .writeHead(status, {
      ...privately,
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': policy.join('; '),
      'x-content-type-options': 'nosniff',
      // For browsers that don't know frame-ancestors.
      'x-frame-options': 'DENY',
    })
    .end(page.text);
}

export function sendRedirect(response: ServerResponse, status: 302 | 303, location: string): void {
  response.writeHead(status, { ...privately, location }).end();
}
