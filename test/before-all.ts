import { synthesize } from '../local/synthesis/synthesize.ts';
import { findChromium } from './browser/find-chromium.ts';
import { unpackNpmChromium } from './browser/npm-chromium/unpack.ts';
import { assemblies, projectDirectory } from './e2e/assemblies.ts';

/** Before any test, once: tests run side by side, and each would do over again what another is at. */
// biome-ignore lint/style/noDefaultExport: Jest calls a global setup's default export
export default async function beforeAll(): Promise<void> {
  await Promise.all([
    ...Object.values(assemblies).map(({ outputDirectory, context }) =>
      synthesize({ directory: projectDirectory, outputDirectory, context }),
    ),
    findChromium()?.isFromNpm ? unpackNpmChromium() : undefined,
  ]);
}
