import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_DIRECTORY } from '../chat-assembly.ts';

/** AWS's own DynamoDB for one machine, which counts request units as the service does, indexes included. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const STARTS_WITHIN_MS = 120_000;

/** @returns it, or why it can't be had here */
export async function startDynamoDbLocal(): Promise<DynamoDbLocal | string> {
  const directory = await mkdtemp(join(tmpdir(), 'bench-dynamodb-'));
  const removeFiles = () => rm(directory, { recursive: true, force: true });
  try {
    const script = join(PROJECT_DIRECTORY, '.ci/dynamodb-local');
    const { stdout } = await promisify(execFile)(script, [directory], { timeout: STARTS_WITHIN_MS });
    const pid = Number(await readFile(join(directory, 'pid'), 'utf8'));
    const kill = () => process.kill(pid);
    // It is nobody's child, so it would outlive a bench that fails.
    process.once('exit', kill);
    return {
      endpoint: stdout.trim(),
      async stop() {
        process.off('exit', kill);
        kill();
        await removeFiles();
      },
    };
  } catch (error) {
    await removeFiles();
    const { stderr } = error as { stderr?: string };
    return (stderr?.trim().split('\n').at(-1) ?? String(error)).replace(/^dynamodb-local: /, '');
  }
}
