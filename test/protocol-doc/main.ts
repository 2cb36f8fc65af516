import { writeFileSync } from 'node:fs';
import { makePage, PAGE } from './page-files.ts';

/** `npm run docs` writes docs/protocol.md. */
writeFileSync(PAGE, makePage());
