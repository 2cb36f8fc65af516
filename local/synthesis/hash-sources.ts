import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { compileGlob } from './glob.ts';

export interface SourceGlobs {
  readonly include: readonly string[];
  readonly exclude: readonly string[];
}

/** Hashed whatever the globs say, for it decides which CDK and which libraries an app is made with. */
const lockFile = 'package-lock.json';

/** A hash over names and contents of the files in `directory` that the globs choose. */
export async function hashSources(directory: string, { include, exclude }: SourceGlobs): Promise<string> {
  const included = include.map(compileGlob);
  const excluded = [...exclude, '**/node_modules', '**/.*'].map(compileGlob);

  async function list(below: string): Promise<string[]> {
    const entries = await readdir(join(directory, below), { withFileTypes: true });
    const lists = entries.map(async (entry) => {
      const path = below === '' ? entry.name : `${below}/${entry.name}`;
      const matches = (pattern: RegExp) => pattern.test(path);
      if (path !== lockFile && excluded.some(matches)) {
        return [];
      }
      if (entry.isDirectory()) {
        return list(path);
      }
      return path === lockFile || (entry.isFile() && included.some(matches)) ? [path] : [];
    });
    return (await Promise.all(lists)).flat();
  }

  const hash = createHash('sha256');
  for (const path of (await list('')).sort()) {
    hash.update(`${path}\0`).update(await readFile(join(directory, path)));
  }
  return hash.digest('hex');
}
