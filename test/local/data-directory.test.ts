import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { claimDataDirectory } from '../../local/data-directory.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from './fixtures/temporary-directory.ts';

let temporary: TemporaryDirectory;
let path: string;

beforeEach(async () => {
  temporary = await makeTemporaryDirectory();
  path = join(temporary.path, 'data');
});
afterEach(() => temporary.remove());

test('a data directory belongs to one run at a time', async () => {
  const first = await claimDataDirectory(path);
  await expect(claimDataDirectory(path)).rejects.toThrow(
    new RegExp(`in use by another run \\(process ${process.pid}\\).*--data DIR`),
  );
  first.release();
  (await claimDataDirectory(path)).release();
  expect(existsSync(join(path, 'lock'))).toBe(false);
});

test.each([
  ['a process that has ended', '999999999'],
  ['this process id, before a reboot', String(process.pid)],
  ['nobody', ''],
])('a lock left by %s is taken over', async (_name, owner) => {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'lock'), owner);
  (await claimDataDirectory(path)).release();
});

test('a data directory that was removed meanwhile is let go of, and can be claimed anew', async () => {
  const first = await claimDataDirectory(path);
  await rm(path, { recursive: true });
  first.release();
  (await claimDataDirectory(path)).release();
});

test('a lock of a process that runs is respected', async () => {
  await mkdir(path, { recursive: true });
  await writeFile(join(path, 'lock'), String(process.ppid));
  await expect(claimDataDirectory(path)).rejects.toThrow(`process ${process.ppid}`);
});
