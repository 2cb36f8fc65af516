import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { claimDataDirectory, describeUnusable } from '../../local/data-directory.ts';
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

test('a data directory is made with all those above it that are missing', async () => {
  const deep = join(path, 'a', 'b');
  (await claimDataDirectory(deep)).release();
  expect((await stat(deep)).isDirectory()).toBe(true);
});

test('a data directory that the one above it takes none of is refused, and not tried for ever', async () => {
  await expect(claimDataDirectory('/proc/none')).rejects.toThrow(/can't be kept in \/proc\/none/);
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

const modeOf = async (...parts: string[]) => ((await stat(join(path, ...parts))).mode & 0o777).toString(8);

describe('what a run keeps is for its user alone', () => {
  test('in a new directory', async () => {
    const data = await claimDataDirectory(join(path, 'deep', 'down'));
    expect([await modeOf('deep', 'down'), await modeOf('deep', 'down', 'lock')]).toEqual(['700', '600']);
    data.release();
  });

  test('in one that everybody could read', async () => {
    await mkdir(join(path, 'dynamodb'), { recursive: true });
    for (const file of ['issuer-key.json', 'dynamodb/000005.ldb']) {
      await writeFile(join(path, file), '');
      await chmod(join(path, file), 0o644);
    }
    await chmod(path, 0o755);
    await chmod(join(path, 'dynamodb'), 0o755);
    (await claimDataDirectory(path)).release();
    expect([await modeOf(), await modeOf('dynamodb')]).toEqual(['700', '700']);
    expect(await modeOf('issuer-key.json')).toBe('600');
    expect(await modeOf('dynamodb', '000005.ldb')).toBe('600');
  });

  test('but a directory that holds other things as well stays open, and they do', async () => {
    await mkdir(path);
    await writeFile(join(path, 'notes.txt'), '');
    await writeFile(join(path, 'issuer-key.json'), '');
    await chmod(path, 0o755);
    await chmod(join(path, 'notes.txt'), 0o644);
    (await claimDataDirectory(path)).release();
    expect([await modeOf(), await modeOf('notes.txt')]).toEqual(['755', '644']);
    expect(await modeOf('issuer-key.json')).toBe('600');
  });
});

describe('a data directory that can’t be used is told in one sentence, and what to do', () => {
  const advice = /choose another directory with --data DIR, or run with --in-memory\.$/;

  test.each<[string, string, () => Promise<unknown>]>([
    ['a file is in its place', 'there is a file in its place', () => writeFile(path, '')],
    [
      'a directory is in place of the lock',
      'a directory in place of',
      () => mkdir(join(path, 'lock', 'x'), { recursive: true }),
    ],
    [
      'a link leads nowhere',
      'a link in its path leads nowhere',
      () => symlink(join(path, 'none', 'x'), path),
    ],
  ])('as %s', async (_name, reason, spoil) => {
    await spoil();
    const claiming = claimDataDirectory(path);
    await expect(claiming).rejects.toThrow(reason);
    await expect(claiming).rejects.toThrow(advice);
  });

  test('as a file is in place of the directory above', async () => {
    await writeFile(path, '');
    await expect(claimDataDirectory(join(path, 'data'))).rejects.toThrow('in place of a directory above it');
  });

  // Root may do everything everywhere, so these can't be had by trying.
  test.each([
    ['EACCES', 'it may not be read and written by you'],
    ['EROFS', 'it is on a disk that is read-only'],
    ['ENOSPC', 'the disk is full'],
    ['EIO', 'the system refuses it'],
  ])('as the system says %s', (code, reason) => {
    const told = describeUnusable('/data', Object.assign(new Error(`${code}: open`), { code }));
    expect(told).toContain(`/data: ${reason} (${code}: open)`);
    expect(told).toMatch(advice);
  });
});

if (existsSync('/proc/self/stat')) {
  test('a lock of a process that was killed and not yet missed by its parent is taken over', async () => {
    // A shell's child ends once the shell has become a program that asks for none of its children: before, the shell might.
    const parent = spawn('sh', ['-c', 'exec 3<&0; cat <&3 & echo $!; exec sleep 60']);
    const [output] = await once(parent.stdout, 'data');
    while ((await readFile(`/proc/${parent.pid}/comm`, 'utf8')) !== 'sleep\n') await delay(5);
    parent.stdin.end();
    const statOf = () => readFile(`/proc/${String(output).trim()}/stat`, 'utf8');
    while (!(await statOf()).includes(') Z ')) await delay(5);
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'lock'), String(output).trim());
    (await claimDataDirectory(path)).release();
    parent.kill();
  });

  test('a lock of a process whose id another one has now is taken over', async () => {
    await mkdir(path, { recursive: true });
    await writeFile(join(path, 'lock'), `${process.ppid} 1`);
    (await claimDataDirectory(path)).release();
  });
} else {
  // A todo, so that what only Linux can try stays in sight of Jest's summary.
  test.todo('a lock of a process that only looks alive is taken over (where there is a /proc)');
}
