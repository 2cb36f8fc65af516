import { writeFileSync } from 'node:fs';
import { makePage, PAGE } from './limits-page.ts';

/** `npm run docs` writes the table of docs/limits.md. */
writeFileSync(PAGE, makePage());
