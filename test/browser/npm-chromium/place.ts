import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectDirectory } from '../../e2e/assemblies.ts';

const { version } = JSON.parse(
  readFileSync(join(projectDirectory, 'node_modules', '@sparticuz', 'chromium', 'package.json'), 'utf8'),
) as { version: string };

/** Where the Chromium of `@sparticuz/chromium` is unpacked to: it goes with `node_modules`. */
export const unpackedFolder = join(projectDirectory, 'node_modules', '.cache', `chromium-${version}`);

/** What the package's libraries ask of the machine's (`objdump -T`). */
const OLDEST_GLIBC = 2.34;

/** Whether the package's Chromium runs here: it is made for Linux on x64, with glibc. */
export function isForThisMachine(): boolean {
  return process.platform === 'linux' && process.arch === 'x64' && readGlibcVersion() >= OLDEST_GLIBC;
}

/** NaN where there is another libc. */
function readGlibcVersion(): number {
  const { header } = process.report.getReport() as { header: { glibcVersionRuntime?: string } };
  return Number(header.glibcVersionRuntime);
}
