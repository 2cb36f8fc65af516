import { contentBytes } from '../../protocol/lines.ts';

/**
 * How many characters a message must lose at its end to be sent; 0: none. The limit is in bytes, which nobody counts.
 * @param most how many of them it may have
 */
export function excessCharacters(content: string, most: number): number {
  // A character is at least a byte, so that a pasted megabyte isn't encoded with each key.
  if (content.length <= most && contentBytes(content) <= most) return 0;
  let [fitting, tooMany] = [0, Math.min(content.length, most + 1)];
  while (tooMany - fitting > 1) {
    const middle = (fitting + tooMany) >> 1;
    if (contentBytes(content.slice(0, middle)) <= most) fitting = middle;
    else tooMany = middle;
  }
  return content.length - fitting;
}
