import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const root = fileURLToPath(new URL('../..', import.meta.url));
const run = promisify(execFile);

/**
 * Makes a project of somebody else's, outside of this one, with the client in its `node_modules` as `npm pack` packs it.
 * @returns its folder, for the caller to remove
 */
export async function installPackedClient(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chat-client-'));
  const built = join(folder, 'built');
  const installed = join(folder, 'node_modules', 'serverless-chat-client');
  await run(process.execPath, [join(root, 'client', 'build.mjs'), built]);
  await run('npm', ['pack', '--pack-destination', folder], { cwd: built });
  await rm(built, { recursive: true });
  const tarball = (await readdir(folder)).find((name) => name.endsWith('.tgz')) ?? '';
  await mkdir(installed, { recursive: true });
  await run('tar', ['-xzf', join(folder, tarball), '-C', installed, '--strip-components=1']);
  await writeFile(join(folder, 'package.json'), '{"type":"module"}');
  return folder;
}
