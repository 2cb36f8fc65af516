import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type BuildOptions, buildSync } from 'esbuild';

const BASELINES = fileURLToPath(new URL('../baselines', import.meta.url));

/** What esbuild does for Node unless it is told otherwise. */
const COMMON_JS: BuildOptions = { format: 'cjs', outExtension: { '.js': '.cjs' } };
const ES_MODULE: BuildOptions = {
  format: 'esm',
  mainFields: ['module', 'main'],
  outExtension: { '.js': '.mjs' },
  banner: { js: "import{createRequire}from'node:module';const require=createRequire(import.meta.url);" },
};

/**
 * Bundles a file of `baselines/` as people usually do: the SDK inside, one file, minified.
 * @param entry the file without its ending
 * @returns the bundle's file
 */
export function bundleBaseline(entry: string, format: 'cjs' | 'esm' = 'cjs'): string {
  const outdir = mkdtempSync(join(tmpdir(), 'baseline-bundle-'));
  buildSync({
    entryPoints: { index: join(BASELINES, `${entry}.ts`) },
    outdir,
    bundle: true,
    platform: 'node',
    target: 'node20',
    minify: true,
    logLevel: 'warning',
    ...(format === 'cjs' ? COMMON_JS : ES_MODULE),
  });
  return join(outdir, format === 'cjs' ? 'index.cjs' : 'index.mjs');
}
