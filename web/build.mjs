/**
 * Builds the page: `node web/build.mjs [outdir]`, by default `dist/web`. What is in the folder goes.
 *
 * Scripts and styles are files with a hash in their name, so that they may be cached for good; `index.html` names them.
 */
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

const root = fileURLToPath(new URL('.', import.meta.url));
const outDir = resolve(process.argv[2] ?? fileURLToPath(new URL('../dist/web', import.meta.url)));

// Whoever runs this may be a test, and what is built is shipped: React has a slow and large half for development.
process.env.NODE_ENV = 'production';

await build({
  root,
  configFile: false,
  logLevel: 'warn',
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // A data: URL would need a wider content security policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      // Components of the kit say "use client" for servers that render; here everything is the client's.
      checks: { moduleLevelDirective: false },
    },
  },
});
