import { execFile } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { CHATTED, chatAt, type Project } from './project.ts';

const require = createRequire(import.meta.url);
const run = promisify(execFile);

/**
 * A test of somebody's app, run without any of Node's flags.
 * @param environment `node`, or `jsdom`, which has no TextEncoder
 * @returns what the client said
 */
export async function chatFromJest(
  { folder, url, write }: Project,
  environment: 'node' | 'jsdom',
): Promise<string> {
  await write(
    `${environment}.test.cjs`,
    `const { createChatClient } = require('serverless-chat-client');
     test('chats', async () => {
       const console = { log: (text) => expect(text + '\\n').toBe(${JSON.stringify(CHATTED)}) };
       expect.assertions(1);
       ${chatAt(JSON.stringify(url))}
     });`,
  );
  const config = {
    rootDir: folder,
    testMatch: [`<rootDir>/${environment}.test.cjs`],
    testEnvironment: require.resolve(`jest-environment-${environment}`),
    moduleFileExtensions: ['cjs', 'js', 'json'],
    transform: {},
  };
  const jest = join(require.resolve('jest/package.json'), '..', 'bin', 'jest.js');
  const { NODE_OPTIONS: _, ...env } = process.env;
  await run(process.execPath, [jest, '--config', JSON.stringify(config), '--runInBand'], {
    cwd: folder,
    env,
    timeout: 120_000,
  });
  return CHATTED;
}
