import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median } from '../statistics.ts';

const ENTRY = fileURLToPath(new URL('import-once.mjs', import.meta.url));
const run = promisify(execFile);

/** @returns the median time of an import of each file in a fresh process, in milliseconds */
export async function measureImports(
  files: readonly string[],
  rounds: number,
  onRound: (round: number) => void,
): Promise<ReadonlyMap<string, number>> {
  const times = new Map(files.map((file) => [file, [] as number[]]));
  // Once for the disk's sake.
  for (const file of files) await importOnce(file);
  for (let round = 1; round <= rounds; round++) {
    onRound(round);
    for (const file of files) times.get(file)?.push(await importOnce(file));
  }
  return new Map([...times].map(([file, measured]) => [file, median(measured)]));
}

async function importOnce(file: string): Promise<number> {
  // The baselines' clients want to know where they are when they are made.
  const env = { AWS_REGION: 'eu-central-1', MANAGEMENT_ENDPOINT: 'http://127.0.0.1:9/chat' };
  const { stdout } = await run(process.execPath, [ENTRY, file], { env });
  return Number(stdout);
}
