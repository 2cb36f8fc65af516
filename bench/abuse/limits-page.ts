import { readFileSync } from 'node:fs';
import { readSettings } from '../../lib/settings.ts';
import { boundsOf, showBounds } from './bounds.ts';

/** Where the page is. */
export const PAGE = new URL('../../docs/limits.md', import.meta.url);

/** API Gateway's quota for an account and region, in the largest regions. */
const ACCOUNT = { callsPerSecond: 10_000 };

/** Begins at the caption, and ends behind the last row. */
const TABLE = /^\*\*Bounds\*\*\n\n(?:\|.*\n)*/m;

/** The page as it is, but with the table as it is computed now. @throws Error where the page has no table, or two */
export function makePage(): string {
  const [before, after, ...more] = readFileSync(PAGE, 'utf8').split(TABLE);
  if (before === undefined || after === undefined || more.length > 0)
    throw new Error('docs/limits.md must have the table of bounds once');
  return `${before}${showBounds(boundsOf(readSettings({}), ACCOUNT)).trimEnd()}\n${after}`;
}
