import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { FunctionCode, StackFunction } from '../../../local/functions/function-definition.ts';
import { createFunctionRuntime, type FunctionRuntime } from '../../../local/functions/function-runtime.ts';
import { type StagedCode, stageCode } from '../../../local/functions/stage-code.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import { writeFunction } from '../fixtures/write-function.ts';

let temporary: TemporaryDirectory;
let staged: StagedCode | undefined;
let runtime: FunctionRuntime | undefined;

beforeEach(async () => {
  temporary = await makeTemporaryDirectory();
});
afterEach(async () => {
  await runtime?.close(0);
  await staged?.remove();
  await temporary.remove();
});

/** A function with this code, before it is staged. */
async function define(name: string, code: FunctionCode): Promise<StackFunction> {
  const { codeDirectory: _, ...definition } = await writeFunction(temporary.path, `unused-${name}`, '');
  return { ...definition, name, code };
}

async function stage(...functions: StackFunction[]): Promise<FunctionRuntime> {
  staged = await stageCode(functions, temporary.path);
  runtime = createFunctionRuntime({
    functions: staged.functions,
    endpoints: { dynamodb: '', lambda: '' },
    log: () => {},
    now: Date.now,
  });
  return runtime;
}

const invocation = { requestId: 'r', event: '{}' };

async function write(path: string, text: string): Promise<void> {
  await mkdir(dirname(join(temporary.path, path)), { recursive: true });
  await writeFile(join(temporary.path, path), text);
}

test('plain CommonJS runs as such, in a project of ES modules too', async () => {
  await write('package.json', '{"type":"module"}');
  await write('asset/index.js', 'exports.handler = async () => typeof require;');
  const { invoke } = await stage(await define('one', { path: join(temporary.path, 'asset') }));
  expect(await invoke('one', invocation)).toMatchObject({ payload: '"function"' });
});

test('code of the template is a file, CommonJS or not', async () => {
  const { invoke } = await stage(
    await define('old', { inline: 'exports.handler = async () => 1;' }),
    await define('other', { inline: 'exports.handler = async () => 2;' }),
  );
  expect(await invoke('old', invocation)).toMatchObject({ payload: '1' });
  expect(await invoke('other', invocation)).toMatchObject({ payload: '2' });
});

test.each(['index.js', 'index.mjs'])(
  "the SDK is there without being bundled, as in Lambda's runtime: %s",
  async (file) => {
    const code = file.endsWith('mjs')
      ? `import * as sdk from '@aws-sdk/client-dynamodb'; import * as lib from '@aws-sdk/lib-dynamodb';
       export const handler = async () => [typeof sdk.DynamoDBClient, typeof lib.DynamoDBDocumentClient];`
      : `const sdk = require('@aws-sdk/client-dynamodb'); const lib = require('@aws-sdk/lib-dynamodb');
       exports.handler = async () => [typeof sdk.DynamoDBClient, typeof lib.DynamoDBDocumentClient];`;
    await write(`asset/${file}`, code);
    const { invoke } = await stage(await define('one', { path: join(temporary.path, 'asset') }));
    expect(await invoke('one', invocation)).toMatchObject({ payload: '["function","function"]' });
  },
);

test("the function's own modules come first, and of the project around it nothing but its SDK is found", async () => {
  await write('node_modules/@aws-sdk/client-own/index.js', 'module.exports = "the project\'s";');
  await write('node_modules/left-pad/index.js', 'module.exports = "the project\'s";');
  await write('asset/node_modules/@aws-sdk/client-lambda/index.js', 'module.exports = "its own";');
  await write(
    'asset/index.js',
    `const load = (name) => { try { return require(name); } catch (error) { return error.code; } };
    exports.handler = async () => ['@aws-sdk/client-lambda', '@aws-sdk/client-own', 'left-pad'].map(load);`,
  );
  const { invoke } = await stage(await define('one', { path: join(temporary.path, 'asset') }));
  expect(await invoke('one', invocation)).toMatchObject({
    payload: '["its own","the project\'s","MODULE_NOT_FOUND"]',
  });
});

test('functions of one asset share a copy, which is removed; the asset stays', async () => {
  await write('asset/index.js', 'exports.handler = async () => 1;');
  const code = { path: join(temporary.path, 'asset') };
  await stage(await define('one', code), await define('two', code));
  const [one = '', two] = staged?.functions.map(({ codeDirectory }) => codeDirectory) ?? [];
  expect(two).toBe(one);
  await staged?.remove();
  expect(existsSync(one)).toBe(false);
  expect(await readFile(join(code.path, 'index.js'), 'utf8')).toContain('exports.handler');
});

test('what a run left that was killed is removed by the next one', async () => {
  const left = await mkdtemp(join(tmpdir(), 'local-functions-'));
  const ended = spawn(process.execPath, ['--version'], { stdio: 'ignore' });
  await once(ended, 'exit');
  await writeFile(join(left, 'lock'), String(ended.pid));
  const mine = await stageCode([], temporary.path);
  expect(existsSync(left)).toBe(false);
  const other = await stageCode([await define('one', { inline: '' })], temporary.path);
  staged = other;
  expect(existsSync(other.functions[0]?.codeDirectory ?? '')).toBe(true);
  await mine.remove();
});
