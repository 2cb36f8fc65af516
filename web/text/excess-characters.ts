import { CONTENT_MAX_BYTES } from '../../protocol/limits.ts';
import { contentBytes } from '../../protocol/lines.ts';

/** How many characters a message must lose at its end to be sent; 0: none. The limit is in bytes, which nobody counts. */
export function excessCharacters(content: string): number {
  // A character is at least a byte, so that a pasted megabyte isn't encoded with each key.
  if (content.length <= CONTENT_MAX_BYTES && contentBytes(content) <= CONTENT_MAX_BYTES) return 0;
  let [fitting, tooMany] = [0, Math.min(content.length, CONTENT_MAX_BYTES + 1)];
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    if (contentBytes(content.slice(0, middle)) <= CONTENT_MAX_BYTES) fitting = middle;
    else tooMany = middle;
  }
  return content.length - fitting;
}
