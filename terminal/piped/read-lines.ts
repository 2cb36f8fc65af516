import { StringDecoder } from 'node:string_decoder';

/** Longer than any message may be: what follows on such a line is dropped, and the rest is refused as too large. */
const KEPT_CHARACTERS = 64 * 1024;

/**
 * The lines of a stream of UTF-8, without their ends, as they are asked for; the last one may lack its newline. However
 * long a line is, it takes no more memory than that.
 */
export async function* readLines(input: AsyncIterable<Uint8Array | string>): AsyncGenerator<string, void> {
  const decoder = new StringDecoder('utf8');
  let line = '';
  for await (const chunk of input) {
    const text = typeof chunk === 'string' ? chunk : decoder.write(Buffer.from(chunk));
    const [first = '', ...others] = text.split('\n');
    line = (line + first).slice(0, KEPT_CHARACTERS);
    for (const next of others) {
      yield withoutReturn(line);
      line = next.slice(0, KEPT_CHARACTERS);
    }
  }
  line += decoder.end();
  if (line !== '') yield withoutReturn(line);
}

const withoutReturn = (line: string) => (line.endsWith('\r') ? line.slice(0, -1) : line);
