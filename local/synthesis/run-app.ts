import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter, join } from 'node:path';
import { StartError } from '../start-error.ts';

export interface RunAppOptions {
  /** cdk.json's `app`, a shell command. */
  readonly command: string;
  readonly directory: string;
  readonly assembly: string;
  readonly context: object;
}

/**
 * Runs a CDK app as the CLI does: by its command, with the output directory and the context in variables.
 *
 * @returns What it printed.
 * @throws StartError when it fails.
 */
export async function runApp({ command, directory, assembly, context }: RunAppOptions): Promise<string> {
  const child = spawn(command, {
    cwd: directory,
    shell: true,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      // As npm does for scripts, so that the app's command needn't say npx.
      PATH: [join(directory, 'node_modules', '.bin'), process.env.PATH].join(delimiter),
      CDK_OUTDIR: assembly,
      CDK_CONTEXT_JSON: JSON.stringify(context),
      CDK_DISABLE_VERSION_CHECK: '1',
    },
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  const [code] = (await once(child, 'close')) as [number | null];
  if (code !== 0) {
    throw new StartError(
      `The CDK app failed (exit code ${code}). Run it yourself to see more, with "npx cdk synth". ` +
        `It ended with:\n${cutOutput(output)}`,
    );
  }
  return output;
}

/** The end of what was printed, where an error stands; Node shows a failing line whole, however long it is. */
function cutOutput(output: string): string {
  const lines = output.trim().split('\n').slice(-40);
  return lines.map((line) => (line.length > 300 ? `${line.slice(0, 300).trimEnd()}…` : line)).join('\n');
}
