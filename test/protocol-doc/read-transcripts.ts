import { readdirSync, readFileSync } from 'node:fs';
import { parseTranscripts, type Transcript } from './transcript.ts';

const DIRECTORY = new URL('../../docs/transcripts/', import.meta.url);

/** All transcripts, by their file's name without `.txt`. */
export function readTranscripts(): ReadonlyMap<string, readonly Transcript[]> {
  const files = readdirSync(DIRECTORY).filter((file) => file.endsWith('.txt'));
  return new Map(
    files
      .sort()
      .map((file) => [
        file.replace('.txt', ''),
        parseTranscripts(readFileSync(new URL(file, DIRECTORY), 'utf8')),
      ]),
  );
}
