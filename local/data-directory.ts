import { readFileSync, rmSync } from 'node:fs';
import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { StartError } from './start-error.ts';

/** A directory that only this run uses, until it is released. */
export interface DataDirectory {
  readonly databasePath: string;
  readonly issuerKeyPath: string;
  release(): void;
}

/** Those that this process holds: a lock with our own process id can also be left from a run before a reboot. */
const held = new Set<string>();

/** @throws StartError when another run uses the directory. */
export async function claimDataDirectory(directory: string): Promise<DataDirectory> {
  const path = resolve(directory);
  const lockPath = join(path, 'lock');
  await mkdir(path, { recursive: true });
  if (!(await tryLock(lockPath))) {
    const owner = Number(await readFile(lockPath, 'utf8').catch(() => ''));
    if (held.has(lockPath) || (owner !== process.pid && isRunning(owner))) {
      throw new StartError(
        `The data in ${directory} is in use by another run (process ${owner}): ` +
          `stop that one, choose another directory with --data DIR, or, if it isn't so, delete ${lockPath}.`,
      );
    }
    // Left by a run that was killed.
    await rm(lockPath, { force: true });
    if (!(await tryLock(lockPath))) {
      throw new StartError(`The data in ${directory} is in use by another run that is starting just now.`);
    }
  }
  held.add(lockPath);
  const release = () => {
    if (held.delete(lockPath) && readOwner(lockPath) === String(process.pid)) {
      rmSync(lockPath, { force: true });
    }
  };
  return { databasePath: join(path, 'dynamodb'), issuerKeyPath: join(path, 'issuer-key.json'), release };
}

async function tryLock(lockPath: string): Promise<boolean> {
  try {
    // Exclusive, so that of two runs that start together only one gets it.
    const file = await open(lockPath, 'wx');
    await file.writeFile(String(process.pid));
    await file.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') {
      return false;
    }
    throw error;
  }
}

/** Who holds a lock; undefined when somebody has removed it, or the whole directory. */
function readOwner(lockPath: string): string | undefined {
  try {
    return readFileSync(lockPath, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      return undefined;
    }
    throw error;
  }
}

function isRunning(processId: number): boolean {
  if (!Number.isSafeInteger(processId) || processId <= 0) {
    return false;
  }
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, as somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
