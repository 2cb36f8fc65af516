import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { readImports } from './read-imports.ts';

/** Sources by their path from the project's root, `chat/commands/friends/add.ts`. */
export type Sources = ReadonlyMap<string, string>;

/** Who may import whom: folders, or single files, beside the folder's own. */
const ALLOWED: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  chat: ['protocol'],
  memory: ['chat', 'protocol'],
  aws: ['chat', 'protocol'],
  lambdas: ['aws', 'chat', 'protocol'],
  lib: ['lambdas/environment.ts', 'aws/schema.ts', 'protocol/limits.ts', 'web/page-settings.ts'],
  bin: ['lib'],
  client: ['protocol'],
  testing: ['client', 'memory', 'chat', 'protocol'],
  web: ['client', 'protocol'],
  terminal: ['client', 'protocol'],
  local: [],
  bench: ['protocol', 'chat', 'memory', 'aws', 'lambdas', 'lib', 'bin', 'client', 'web', 'terminal', 'local'],
  test: [
    'protocol',
    'chat',
    'memory',
    'aws',
    'lambdas',
    'lib',
    'bin',
    'client',
    'testing',
    'web',
    'terminal',
    'local',
    'bench',
  ],
};

export const FOLDERS = Object.keys(ALLOWED);

/** They run where there is neither Node nor AWS: in a browser, and behind ports. */
const PURE = ['protocol', 'chat'];
const AWS_PACKAGE = /^(@aws-|@aws\/|@smithy\/|aws-|constructs$|cdk-)/;

/** @returns a line for each import that the rules don't allow */
export function findForbiddenImports(sources: Sources): string[] {
  const faults: string[] = [];
  for (const [path, source] of sources) {
    for (const specifier of readImports(source)) {
      const fault = checkImport(path, specifier);
      if (fault) faults.push(`${path}: ${specifier}: ${fault}`);
    }
  }
  return faults;
}

function checkImport(path: string, specifier: string): string | undefined {
  const folder = folderOf(path);
  const allowed = ALLOWED[folder] ?? [];
  if (ALLOWED.lib?.includes(path)) return 'this file imports nothing';
  if (!isRelative(specifier)) return PURE.includes(folder) ? judgePackage(specifier) : undefined;
  const target = resolveImport(path, specifier);
  if (folderOf(target) === folder || allowed.includes(folderOf(target)) || allowed.includes(target)) return;
  return `${folder} may not import ${target}`;
}

function judgePackage(specifier: string): string | undefined {
  if (isBuiltin(specifier)) return 'only Node has this module';
  return AWS_PACKAGE.test(specifier) ? 'a package of AWS' : undefined;
}

export const isRelative = (specifier: string) => /^\.{0,2}\//.test(specifier);

/** The imported file, by its path from the project's root. */
export const resolveImport = (path: string, specifier: string) =>
  posix.normalize(posix.join(posix.dirname(path), specifier));

const folderOf = (path: string) => path.split('/', 1)[0] ?? '';
