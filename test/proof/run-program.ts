import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { bundleProgram } from '../bundle-program.ts';

const projectDirectory = fileURLToPath(new URL('../../', import.meta.url));

/** A program that has ended. */
export interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs a program of this folder in a Node of its own, bundled. Inside of Jest the same takes longer: there each look at a
 * global such as `Math` goes through the sandbox's proxy, and each promise is tracked (`AsyncLocalStorage`).
 * @param file in this folder
 */
export async function runProgram(file: string, args: readonly string[]): Promise<Ended> {
  const program = await bundleProgram(fileURLToPath(new URL(file, import.meta.url)));
  try {
    const child = spawn(process.execPath, ['--enable-source-maps', program.path, ...args], {
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
    await program.remove();
  }
}
