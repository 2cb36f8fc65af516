import { readFile } from 'node:fs/promises';
import type { BucketFile } from './bucket.ts';

/**
 * A file as it is stored.
 * @param localize applied to what a deployment has written values into, and to no other file
 */
export async function readBucketFile(
  { path, markers }: BucketFile,
  localize: (text: string) => string,
): Promise<Buffer> {
  const content = await readFile(path);
  if (markers.size === 0) return content;
  let text = content.toString('utf8');
  for (const [marker, value] of markers) text = text.replaceAll(marker, () => value);
  return Buffer.from(localize(text));
}
