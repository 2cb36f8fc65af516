import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { copyFile, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { unpackedFolder } from './place.ts';

const unpackHere = fileURLToPath(new URL('./unpack-here.mjs', import.meta.url));
const fontsConf = fileURLToPath(new URL('./fonts.conf', import.meta.url));

/**
 * Unpacks npm's Chromium, unless that has been done: five seconds, 210 MB. Any number of processes may do it at a time: the folder
 * appears at once and whole, and whoever comes late drops their own.
 * @throws Error with the folder, where there is no room or no right to write
 */
export async function unpackNpmChromium(): Promise<void> {
  if (existsSync(unpackedFolder)) return;
  const parent = dirname(unpackedFolder);
  await mkdir(parent, { recursive: true });
  const half = await mkdtemp(`${unpackedFolder}-`);
  try {
    await promisify(execFile)(process.execPath, [unpackHere], {
      env: { ...process.env, TMPDIR: half },
    });
    await copyFile(fontsConf, join(half, 'fonts.conf'));
    await rename(half, unpackedFolder);
  } catch (cause) {
    if (!existsSync(unpackedFolder))
      throw new Error(`Chromium could not be unpacked into ${unpackedFolder}`, { cause });
  } finally {
    await rm(half, { recursive: true, force: true });
  }
}
