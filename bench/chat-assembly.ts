import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { synthesize } from '../local/synthesis/synthesize.ts';
import { UNCOUNTED_COMMANDS } from './command-limit.ts';

export const PROJECT_DIRECTORY = fileURLToPath(new URL('../', import.meta.url));

/**
 * The stack that `npm start` runs, but for its limit of commands a second on one connection; made anew only when
 * something has changed. @returns the assembly's directory
 */
export async function synthesizeChat(): Promise<string> {
  const { assembly } = await synthesize({
    directory: PROJECT_DIRECTORY,
    // Not the one of `npm start`, which would have to be made anew each time they take turns.
    outputDirectory: join(PROJECT_DIRECTORY, 'cdk.out.bench'),
    context: UNCOUNTED_COMMANDS,
  });
  return assembly;
}
