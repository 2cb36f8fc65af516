import { fileURLToPath } from 'node:url';
import { synthesize } from '../local/synthesis/synthesize.ts';

export const PROJECT_DIRECTORY = fileURLToPath(new URL('../', import.meta.url));

/** The assembly that `npm start` runs, made anew only when something has changed. @returns its directory */
export async function synthesizeChat(): Promise<string> {
  return (await synthesize({ directory: PROJECT_DIRECTORY })).assembly;
}
