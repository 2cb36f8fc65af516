import { copyFile, link, mkdir, mkdtemp, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { takeLock } from '../lock-file.ts';
import { StartError } from '../start-error.ts';
import type { FunctionCode, FunctionDefinition, StackFunction } from './function-definition.ts';

/** A run's own copy of its functions' code. */
export interface StagedCode {
  readonly functions: readonly FunctionDefinition[];
  remove(): Promise<void>;
}

const prefix = 'local-functions-';
const lockName = 'lock';
/** What Lambda's Node.js runtime has beside a function's own code, as far as this machine has it. */
const runtimeScopes = ['@aws-sdk', '@smithy'];

/**
 * Copies the functions' code to where nothing of a project is around it, as on Lambda: no package.json above that
 * makes ES modules of its files, and no node_modules above but for the SDK, which Lambda's runtime has as well. Of
 * that there is what is installed for the app or for this program. Inline code is `index.js` there, as CloudFormation
 * makes it.
 *
 * @param appDirectory Where the app's own node_modules may be, in it or above it.
 * @throws StartError when it can't be put there.
 */
export async function stageCode(
  functions: readonly StackFunction[],
  appDirectory: string,
): Promise<StagedCode> {
  await removeAbandoned();
  const root = await mkdtemp(join(tmpdir(), prefix));
  const lock = takeLock(join(root, lockName));
  const remove = async () => {
    await rm(root, { recursive: true, force: true });
    if (lock.isOurs) lock.release();
  };
  try {
    await writeFile(join(root, 'package.json'), '{}');
    await linkRuntimeModules(join(root, 'node_modules'), [
      ...listAbove(appDirectory),
      ...listAbove(dirname(fileURLToPath(import.meta.url))),
    ]);
    const directories = new Map<string, Promise<string>>();
    const stage = (code: FunctionCode, name: string) => {
      const key = 'path' in code ? code.path : `inline ${name}`;
      const staged = directories.get(key) ?? copyCode(code, join(root, `code-${directories.size + 1}`));
      directories.set(key, staged);
      return staged;
    };
    const staging = functions.map(async ({ code, ...definition }) => ({
      ...definition,
      codeDirectory: await stage(code, definition.name),
    }));
    return { functions: await Promise.all(staging), remove };
  } catch (cause) {
    await remove();
    throw new StartError(`The functions' code can't be put into ${root} (${(cause as Error).message}).`, {
      cause,
    });
  }
}

async function copyCode(code: FunctionCode, directory: string): Promise<string> {
  if ('path' in code) {
    await copyDirectory(code.path, directory);
  } else {
    await mkdir(directory);
    await writeFile(join(directory, 'index.js'), code.inline);
  }
  return directory;
}

/** Files are linked where that goes, for it takes neither time nor space; a function may not write to its code on AWS. */
async function copyDirectory(from: string, to: string): Promise<void> {
  await mkdir(to);
  const entries = await readdir(from, { withFileTypes: true });
  await Promise.all(
    entries.map(async (entry) => {
      const [source, target] = [join(from, entry.name), join(to, entry.name)];
      if (entry.isDirectory()) {
        await copyDirectory(source, target);
      } else if (entry.isSymbolicLink()) {
        await symlink(await readlink(source), target);
      } else {
        // On another disk, or somebody else's.
        await link(source, target).catch(() => copyFile(source, target));
      }
    }),
  );
}

/** What runs that were killed have left: their locks are nobody's. */
async function removeAbandoned(): Promise<void> {
  const names = await readdir(tmpdir()).catch((): string[] => []);
  for (const name of names.filter((one) => one.startsWith(prefix))) {
    const directory = join(tmpdir(), name);
    try {
      // One without a lock is just being made, or somebody else's.
      if ((await readdir(directory)).includes(lockName) && takeLock(join(directory, lockName)).isOurs) {
        await rm(directory, { recursive: true, force: true });
      }
    } catch {
      // Somebody else's, or being removed by another run.
    }
  }
}

async function linkRuntimeModules(target: string, sources: readonly string[]): Promise<void> {
  for (const scope of runtimeScopes) {
    await mkdir(join(target, scope), { recursive: true });
    const linked = new Set<string>();
    for (const source of sources) {
      const names = await readdir(join(source, scope)).catch((): string[] => []);
      for (const name of names.filter((one) => !linked.has(one) && !one.startsWith('.'))) {
        linked.add(name);
        await symlink(join(source, scope, name), join(target, scope, name));
      }
    }
  }
}

/** The node_modules of a directory and of all above it, nearest first. */
function listAbove(directory: string): string[] {
  const above = dirname(directory);
  return [join(directory, 'node_modules'), ...(above === directory ? [] : listAbove(above))];
}
