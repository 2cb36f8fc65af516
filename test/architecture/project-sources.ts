import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { FOLDERS, type Sources } from './import-rules.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const SOURCE = /\.[cm]?[jt]sx?$/;

/** The sources of all folders that the rules know and that exist yet. */
export function readProjectSources(): Sources {
  const paths = FOLDERS.filter((folder) => existsSync(join(ROOT, folder))).flatMap(listSources);
  return new Map(paths.map((path) => [path, readSource(path)]));
}

/** A declaration file is ambient as a whole, which the parser knows only of a `declare module`. */
function readSource(path: string): string {
  const source = readFileSync(join(ROOT, path), 'utf8');
  return /\.d\.[cm]?ts$/.test(path) ? `declare module 'ambient' {\n${source}\n}` : source;
}

function listSources(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && SOURCE.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(ROOT.length))
    .filter((path) => !/(^|\/)(node_modules|cdk\.out[^/]*|dist)\//.test(path));
}

/** Those of some folders. */
export function sourcesIn(sources: Sources, ...folders: readonly string[]): Sources {
  return new Map([...sources].filter(([path]) => folders.some((folder) => path.startsWith(`${folder}/`))));
}
