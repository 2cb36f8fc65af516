import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

const page = readFileSync(new URL('../../docs/deploying.md', import.meta.url), 'utf8');
const [, commands = ''] = /```sh\n(IFS= read -rs PASSWORD[^`]*)```/.exec(page) ?? [];

let directory: string;

beforeAll(() => {
  directory = mkdtempSync(join(tmpdir(), 'chat-page-'));
  // Stands in for the AWS CLI: writes down what it is asked.
  const aws =
    '#!/usr/bin/env node\nconsole.error(JSON.stringify(process.argv.slice(2)));\nconsole.log("a-token");\n';
  writeFileSync(join(directory, 'aws'), aws, { mode: 0o755 });
});
afterAll(() => rmSync(directory, { recursive: true }));

/**
 * Runs the page's commands as they stand. Bash takes an input that is a socket, as Node's is, for a remote login, and would read
 * ~/.bashrc, which may put other programs first.
 * @returns the arguments of each call, and the token
 */
function run(password: string) {
  const calls = join(directory, 'calls');
  const output = execFileSync('bash', ['--norc', '-c', `{ ${commands}\n} 2>'${calls}'\necho "$TOKEN"`], {
    input: `${password}\n`,
    encoding: 'utf8',
    env: {
      ...process.env,
      PATH: `${directory}${delimiter}${process.env.PATH}`,
      POOL: 'the-pool',
      CLIENT: 'the-client',
    },
  });
  const lines = readFileSync(calls, 'utf8').trim().split('\n');
  return {
    calls: lines.map((line) => JSON.parse(line) as string[]),
    token: output.trim().split('\n').at(-1),
  };
}

/** The value behind an option. */
const option = (call: readonly string[] = [], name: string) => call[call.indexOf(name) + 1] ?? '';

describe('the commands of docs/deploying.md that make a user and a token', () => {
  test.each(['Correct-Horse-1', `a]}[{=,'"\\$(x)\`!1 A `, '--Übung=1, [x]'])(
    'pass on the password %j as it is',
    (password) => {
      const { calls, token } = run(password);
      const [create, set, initiate] = calls;
      expect(create?.slice(0, 2)).toEqual(['cognito-idp', 'admin-create-user']);
      expect(JSON.parse(option(set, '--cli-input-json'))).toEqual({ Password: password });
      expect(option(set, '--user-pool-id')).toBe('the-pool');
      expect(JSON.parse(option(initiate, '--cli-input-json'))).toEqual({
        AuthParameters: { USERNAME: 'user1', PASSWORD: password },
      });
      expect(token).toBe('a-token');
    },
  );
});
