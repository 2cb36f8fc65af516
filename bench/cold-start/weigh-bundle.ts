import { readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const STATIC_IMPORT = /(?:from|import) ?"(\.\/[^"]+\.mjs)"/g;

/** The bytes of a bundle: those that its import reads, and those of all its files. */
export function weighBundle(entry: string): { loadedBytes: number; allBytes: number } {
  const directory = dirname(entry);
  const loaded = new Set<string>();
  function load(file: string): void {
    if (loaded.has(file)) return;
    loaded.add(file);
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(STATIC_IMPORT))
      load(join(directory, path));
  }
  load(entry);
  const sum = (files: readonly string[]) => files.reduce((bytes, file) => bytes + statSync(file).size, 0);
  return {
    loadedBytes: sum([...loaded]),
    allBytes: sum(readdirSync(directory).map((name) => join(directory, name))),
  };
}
