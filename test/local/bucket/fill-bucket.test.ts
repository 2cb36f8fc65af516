import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BucketDeployment } from '../../../local/bucket/bucket.ts';
import { fillBucket } from '../../../local/bucket/fill-bucket.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';

let temporary: TemporaryDirectory;
beforeEach(async () => {
  temporary = await makeTemporaryDirectory();
});
afterEach(() => temporary.remove());

/** A folder with these files in it. */
async function write(name: string, ...paths: string[]): Promise<string> {
  const folder = join(temporary.path, name);
  for (const path of paths) {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), name);
  }
  return folder;
}

const deploy = (
  folders: readonly string[],
  more: Partial<Omit<BucketDeployment, 'sources'>> = {},
): BucketDeployment => ({
  sources: folders.map((folder) => ({ folder, markers: new Map() })),
  prefix: '',
  exclude: [],
  include: [],
  prunes: true,
  headers: {},
  ...more,
});

/** The keys of what is in the bucket then, each with the name of the folder that it is from. */
async function fill(...deployments: BucketDeployment[]): Promise<string[]> {
  const files = await fillBucket(deployments);
  return [...files]
    .map(([key, { path }]) => `${key} of ${path.slice(temporary.path.length + 1).split('/')[0]}`)
    .sort();
}

describe('a deployment', () => {
  test('puts a folder’s files below its prefix, those below other folders too', async () => {
    const folder = await write('a', 'index.html', 'deep/er/x.js');
    expect(await fill(deploy([folder]))).toEqual(['deep/er/x.js of a', 'index.html of a']);
    expect(await fill(deploy([folder], { prefix: 'app/' }))).toEqual([
      'app/deep/er/x.js of a',
      'app/index.html of a',
    ]);
  });

  test('of several folders takes the later one’s where both have a file', async () => {
    const folders = [await write('a', 'index.html', 'x.js'), await write('b', 'index.html')];
    expect(await fill(deploy(folders))).toEqual(['index.html of b', 'x.js of a']);
  });

  test.each([
    [{ exclude: ['*.map'] }, ['assets/x.js', 'index.html']],
    [{ exclude: ['assets/*'] }, ['index.html']],
    [{ exclude: ['*'], include: ['assets/*'] }, ['assets/x.js', 'assets/x.js.map']],
    [{ exclude: ['*'], include: ['assets/?.js'] }, ['assets/x.js']],
    [{ exclude: ['assets/[a-w].js*'] }, ['assets/x.js', 'assets/x.js.map', 'index.html']],
    [{ exclude: ['assets/[!a-w].js'] }, ['assets/x.js.map', 'index.html']],
    [{ include: ['index.html'] }, ['assets/x.js', 'assets/x.js.map', 'index.html']],
    [{ exclude: ['assets.x.js'] }, ['assets/x.js', 'assets/x.js.map', 'index.html']],
  ])('chooses files as `aws s3 sync` does: %j', async (patterns, chosen) => {
    const folder = await write('a', 'index.html', 'assets/x.js', 'assets/x.js.map');
    expect(await fill(deploy([folder], patterns))).toEqual(chosen.map((key) => `${key} of a`));
  });

  test('takes away what it doesn’t bring, below its prefix, as far as its patterns reach', async () => {
    const [old, new_] = [
      await write('old', 'index.html', 'gone.html', 'assets/1.js'),
      await write('new', 'index.html', 'assets/2.js'),
    ];
    expect(await fill(deploy([old]), deploy([new_]))).toEqual(['assets/2.js of new', 'index.html of new']);
    expect(await fill(deploy([old]), deploy([new_], { prunes: false }))).toEqual([
      'assets/1.js of old',
      'assets/2.js of new',
      'gone.html of old',
      'index.html of new',
    ]);
    expect(await fill(deploy([old]), deploy([new_], { exclude: ['assets/*'] }))).toEqual([
      'assets/1.js of old',
      'index.html of new',
    ]);
    expect(await fill(deploy([old]), deploy([new_], { prefix: 'v2/' }))).toEqual([
      'assets/1.js of old',
      'gone.html of old',
      'index.html of old',
      'v2/assets/2.js of new',
      'v2/index.html of new',
    ]);
  });

  test('takes nothing from outside of its folder', async () => {
    const folder = await write('a', 'index.html');
    await symlink('/etc/passwd', join(folder, 'passwd'));
    await symlink('/etc', join(folder, 'etc'));
    expect(await fill(deploy([folder]))).toEqual(['index.html of a']);
  });
});
