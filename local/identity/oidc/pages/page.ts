import type { UserPool } from '../../user-pool.ts';
import { paths } from '../paths.ts';
import { type Html, html } from './html.ts';

/** A whole document around what it says. */
export function renderPage({ poolId }: UserPool, title: string, main: Html): Html {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/${poolId}${paths.style}">
</head>
<body>
<main>
${main}
</main>
</body>
</html>
`;
}
