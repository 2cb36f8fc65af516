import { readFileSync } from 'node:fs';
import { readTranscripts } from './read-transcripts.ts';
import { writePage } from './write-page.ts';

/** Where the page is. */
export const PAGE = new URL('../../docs/protocol.md', import.meta.url);

/** The page as it is made now of the schemas, the words here and the transcripts. */
export const makePage = () =>
  writePage(readFileSync(new URL('page.md', import.meta.url), 'utf8'), readTranscripts());
