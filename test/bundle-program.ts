import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build, type Plugin, stop } from 'esbuild';

/** A program as one file of JavaScript. */
export interface BundledProgram {
  readonly path: string;
  remove(): Promise<void>;
}

/**
 * Bundles a program of this project, for tests that start it often or have it compute for long: tsx takes a second of CPU to load
 * a program's modules through another thread, and has each function named whenever it is made.
 * @param source its TypeScript; it finds the files beside it as it does there
 */
export async function bundleProgram(source: string): Promise<BundledProgram> {
  const directory = await mkdtemp(join(tmpdir(), 'bundled-program-'));
  const path = join(directory, 'program.mjs');
  await build({
    entryPoints: [source],
    outfile: path,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'silent',
    plugins: [asWhereItIs],
    // What a package requires of Node.
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return {
    path,
    async remove() {
      await rm(directory, { recursive: true });
      // Jest loads it for each test file again, and each time it starts a process that stays.
      await stop();
    },
  };
}

const project = fileURLToPath(new URL('../', import.meta.url));

/** Has each module of the project take itself to be where its source is. */
const asWhereItIs: Plugin = {
  name: 'as-where-it-is',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      if (!path.startsWith(project) || path.includes('/node_modules/')) return undefined;
      const text = await readFile(path, 'utf8');
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll(/\bimport\.meta\.url\b/g, url), loader: 'ts' };
    });
  },
};
