import { join, resolve } from 'node:path';
import { takeLock } from './lock-file.ts';
import { makePrivateDirectory } from './private-files.ts';
import { StartError } from './start-error.ts';

/** A directory that only this run uses, until it is released. */
export interface DataDirectory {
  readonly databasePath: string;
  readonly issuerKeyPath: string;
  release(): void;
}

const lockName = 'lock';
const databaseName = 'dynamodb';
const issuerKeyName = 'issuer-key.json';

const reasons: Readonly<Record<string, string>> = {
  EEXIST: 'there is a file in its place',
  ENOTDIR: 'there is a file in its place, or in place of a directory above it',
  EISDIR: 'there is a directory in place of one of its files',
  ENOENT: 'a link in its path leads nowhere, or no directory can be made there',
  ELOOP: 'a link in its path leads nowhere',
  EACCES: 'it may not be read and written by you',
  EPERM: 'it belongs to somebody else, or is protected',
  EROFS: 'it is on a disk that is read-only',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is used up',
};

/** @throws StartError when another run uses the directory, or it can't be used. */
export async function claimDataDirectory(directory: string): Promise<DataDirectory> {
  const path = resolve(directory);
  const lockPath = join(path, lockName);
  const lock = await prepare(path, lockPath).catch((cause: NodeJS.ErrnoException) => {
    throw new StartError(describeUnusable(directory, cause), { cause });
  });
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
    databasePath: join(path, databaseName),
    issuerKeyPath: join(path, issuerKeyName),
    release: lock.release,
  };
}

/** Also with something behind the name: a file that is being written. */
const isOurs = (name: string) =>
  [lockName, databaseName, issuerKeyName].some((ours) => name === ours || name.startsWith(`${ours}.`));

async function prepare(path: string, lockPath: string) {
  await makePrivateDirectory(path, isOurs);
  return takeLock(lockPath);
}

/** What to tell of a directory that the system refuses. */
export function describeUnusable(directory: string, { code = '', message }: NodeJS.ErrnoException): string {
  return (
    `The data can't be kept in ${directory}: ${reasons[code] ?? 'the system refuses it'} (${message}). ` +
    'Mend that, choose another directory with --data DIR, or run with --in-memory.'
  );
}
