import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

/**
 * A function's code in one module, without packages and without the top-level functions that nothing calls.
 * @param entry the file in `lambdas/` without its ending
 */
export function bundleOwnCode(entry: string): string {
  const { outputFiles } = buildSync({
    entryPoints: [fileURLToPath(new URL(`../../lambdas/${entry}.ts`, import.meta.url))],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    packages: 'external',
  });
  return outputFiles[0]?.text ?? '';
}
