import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const projectDirectory = fileURLToPath(new URL('../../', import.meta.url));

/** A program that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program of this folder in a Node of its own. Inside of Jest the same takes longer: there each look at a
 * global such as `Math` goes through the sandbox's proxy, and each promise is tracked (`AsyncLocalStorage`). Bundled first,
 * as tsx takes longer, too: it loads each module through another thread, and names each function whenever it is made.
 * @param file in this folder
 */
export async function runProgram(file: string, args: readonly string[]): Promise<Ended> {
  const directory = await mkdtemp(join(tmpdir(), 'proof-program-'));
  try {
    const program = join(directory, 'program.mjs');
    await bundle(fileURLToPath(new URL(file, import.meta.url)), program);
    const child = spawn(process.execPath, ['--enable-source-maps', program, ...args], {
      cwd: projectDirectory,
      // Jest's own options are none of its.
      env: { ...process.env, NODE_OPTIONS: '' },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const printed = { stdout: '', stderr: '' };
    for (const name of ['stdout', 'stderr'] as const) {
      child[name].setEncoding('utf8').on('data', (text: string) => {
        printed[name] += text;
      });
    }
    const [code] = (await once(child, 'close')) as [number | null];
    return { code, ...printed };
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}

const bundle = (source: string, outfile: string) =>
  build({
    entryPoints: [source],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'silent',
  });
