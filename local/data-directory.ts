import { mkdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { takeLock } from './lock-file.ts';
import { StartError } from './start-error.ts';

/** A directory that only this run uses, until it is released. */
export interface DataDirectory {
  readonly databasePath: string;
  readonly issuerKeyPath: string;
  release(): void;
}

/** @throws StartError when another run uses the directory. */
export async function claimDataDirectory(directory: string): Promise<DataDirectory> {
  const path = resolve(directory);
  const lockPath = join(path, 'lock');
  await mkdir(path, { recursive: true });
  const lock = takeLock(lockPath);
  if (!lock.isOurs) {
    const who = Number.isNaN(lock.owner)
      ? 'another run that is starting just now'
      : `another run (process ${lock.owner})`;
    throw new StartError(
      `The data in ${directory} is in use by ${who}: ` +
        `stop that one, choose another directory with --data DIR, or, if it isn't so, delete ${lockPath}.`,
    );
  }
  return {
    databasePath: join(path, 'dynamodb'),
    issuerKeyPath: join(path, 'issuer-key.json'),
    release: lock.release,
  };
}
