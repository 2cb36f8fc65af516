import { readdir } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import type { BucketDeployment, BucketFile } from './bucket.ts';

/** What is in a bucket after these deployments, one after the other. Links in their folders are passed over. */
export async function fillBucket(
  deployments: readonly BucketDeployment[],
): Promise<ReadonlyMap<string, BucketFile>> {
  const files = new Map<string, BucketFile>();
  for (const { sources, prefix, exclude, include, prunes, headers } of deployments) {
    const isChosen = choosePaths(exclude, include);
    const brought = new Map<string, BucketFile>();
    for (const { folder, markers } of sources) {
      for (const path of await listFiles(folder)) {
        const file = { path: join(folder, path), markers, headers };
        if (isChosen(path)) brought.set(`${prefix}${path}`, file);
      }
    }
    for (const key of prunes ? [...files.keys()] : []) {
      // What the patterns pass over is left alone also where it is stored.
      if (key.startsWith(prefix) && isChosen(key.slice(prefix.length))) files.delete(key);
    }
    for (const [key, file] of brought) files.set(key, file);
  }
  return files;
}

/** As `aws s3 sync` is told to: the includes come behind the excludes, and what comes last counts. */
function choosePaths(exclude: readonly string[], include: readonly string[]): (path: string) => boolean {
  const [excluded, included] = [exclude.map(compilePattern), include.map(compilePattern)];
  return (path) => !excluded.some((one) => one.test(path)) || included.some((one) => one.test(path));
}

/** `*` is anything, slashes too; `?` one character; `[ab]` and `[!ab]` one of these. (AWS CLI, "Use of exclude and include filters") */
function compilePattern(pattern: string): RegExp {
  const source = pattern.replaceAll(/\[(!?)([^\]]+)\]|[*?]|[.+^${}()|[\]\\]/g, (part, not, letters) => {
    if (part === '*') return '.*';
    if (part === '?') return '.';
    return letters === undefined ? `\\${part}` : `[${not && '^'}${letters.replaceAll(/[\\^]/g, '\\$&')}]`;
  });
  return new RegExp(`^${source}$`, 's');
}

/** The paths of a folder's files from there, with slashes; sorted, for the order of the disk is any. */
async function listFiles(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll(sep, '/'))
    .sort();
}
