import { type ChildProcess, type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from '@jest/globals';
import { type BundledProgram, bundleProgram } from '../bundle-program.ts';
import { synthesizeEchoApp } from './fixtures/echo-assembly.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from './fixtures/temporary-directory.ts';
import { openSocket } from './fixtures/test-socket.ts';
import { describeSmallApi, writeAssembly } from './fixtures/write-assembly.ts';

let temporary: TemporaryDirectory;
let assembly: string;
let programs: Readonly<Record<Script, BundledProgram>>;
let children: ChildProcess[];

beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
  assembly = await synthesizeEchoApp();
  const [main, token] = await Promise.all([
    bundleProgram(resolve('local/main.ts')),
    bundleProgram(resolve('local/token.ts')),
  ]);
  programs = { 'main.ts': main, 'token.ts': token };
}, 300_000);
beforeEach(() => {
  children = [];
});
afterEach(() => {
  for (const child of children) {
    child.kill('SIGKILL');
  }
});
afterAll(async () => {
  await temporary.remove();
  await Promise.all(Object.values(programs).map((program) => program.remove()));
});

type Script = 'main.ts' | 'token.ts';

interface Program {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** The exit code, when the program has ended. */
  readonly ended: Promise<number | null>;
}

function run(script: Script, ...args: string[]): Program {
  return watch(spawn(process.execPath, [programs[script].path, ...args], { env: environment }));
}

/** As the project's scripts do: from its sources. */
function runSource(script: Script, ...args: string[]): Program {
  const source = ['--import', 'tsx', resolve(`local/${script}`)];
  return watch(spawn(process.execPath, [...source, ...args], { env: environment }));
}

const environment = { ...process.env, NODE_OPTIONS: '', PORT: '' };

function watch(child: ChildProcessWithoutNullStreams): Program {
  children.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (text) => {
    output.stdout += text;
  });
  child.stderr.on('data', (text) => {
    output.stderr += text;
  });
  return { child, output, ended: once(child, 'close').then(([code]) => code as number | null) };
}

function runUntilReady(...args: string[]) {
  return untilReady(run('main.ts', '--app', assembly, ...args));
}

async function untilReady(program: Program): Promise<Program & { url: string; port: string }> {
  await new Promise<void>((ready, reject) => {
    program.child.stdout?.on('data', () => /^Ready: .*\n/m.test(program.output.stdout) && ready());
    program.ended.then(() => reject(new Error(program.output.stderr)));
  });
  const url = /^Ready: (.*)$/m.exec(program.output.stdout)?.[1] ?? '';
  return { ...program, url, port: new URL(url).port };
}

test('a run says where it is ready and how to get a token, and stops with 0 on Ctrl-C', async () => {
  const data = join(temporary.path, 'a');
  const { child, output, ended, url, port } = await untilReady(
    runSource('main.ts', '--app', assembly, '--port', '0', '--data', data),
  );
  expect(url).toMatch(/^ws:\/\/127\.0\.0\.1:\d+\/ws\/lobby$/);
  expect(output.stdout).toMatch(new RegExp(`^For a token: .* user1 --port ${port}$`, 'm'));

  const token = runSource('token.ts', 'user1', '--port', port);
  expect(await token.ended).toBe(0);
  expect(token.output.stdout).toMatch(/^[\w-]+\.[\w-]+\.[\w-]+\n$/);
  const socket = await openSocket(url, token.output.stdout.trim());
  expect(await socket.ask({ type: 'whoami' })).toMatchObject({ user: 'user1' });

  const expired = run('token.ts', 'user1', '--expires-in', '-5', '--port', port);
  await expired.ended;
  await expect(openSocket(url, expired.output.stdout.trim())).rejects.toThrow('401');

  child.kill('SIGINT');
  expect(await socket.closed).toBe(1001);
  expect(await ended).toBe(0);
  expect(output.stderr).not.toContain('NodeVersion');
});

test('a run with a page ends by saying where that is, behind where sockets go', async () => {
  const directory = join(temporary.path, 'page');
  const page = { Type: 'AWS::S3::Bucket' };
  const copy = { DestinationBucketName: { Ref: 'Pages' }, SourceObjectKeys: ['page.zip'] };
  const config = {
    DefaultRootObject: 'index.html',
    Origins: [{ Id: 'pages', DomainName: { 'Fn::GetAtt': ['Pages', 'RegionalDomainName'] } }],
    DefaultCacheBehavior: { TargetOriginId: 'pages' },
  };
  await mkdir(join(directory, 'asset.page'), { recursive: true });
  await writeFile(join(directory, 'asset.page', 'index.html'), 'a page');
  await writeAssembly(
    directory,
    {
      ...describeSmallApi(),
      Pages: page,
      Copy: { Type: 'Custom::CDKBucketDeployment', Properties: copy },
      Front: { Type: 'AWS::CloudFront::Distribution', Properties: { DistributionConfig: config } },
    },
    {},
    { 'page.zip': 'asset.page' },
  );
  const { output, url, port } = await untilReady(
    run('main.ts', '--app', directory, '--port', '0', '--in-memory'),
  );
  expect(output.stdout.trimEnd().split('\n').slice(-2)).toEqual([
    `WebSocket: ws://127.0.0.1:${port}/live`,
    `Ready: http://127.0.0.1:${port}/`,
  ]);
  expect(await (await fetch(url)).text()).toBe('a page');
});

test('what a run keeps can be read by its user only', async () => {
  const data = join(temporary.path, 'private');
  await runUntilReady('--port', '0', '--data', data);
  const paths = [data, ...(await readdir(data, { recursive: true })).map((name) => join(data, name))];
  expect(paths.length).toBeGreaterThan(5);
  for (const path of paths) expect([path, (await stat(path)).mode & 0o077]).toEqual([path, 0]);
});

test('a run whose terminal goes away lets go of its data', async () => {
  const data = join(temporary.path, 'hung-up');
  const { child, ended } = await runUntilReady('--port', '0', '--data', data);
  expect(existsSync(join(data, 'lock'))).toBe(true);
  child.stdout?.destroy();
  child.stderr?.destroy();
  child.kill('SIGHUP');
  expect(await ended).toBe(0);
  expect(existsSync(join(data, 'lock'))).toBe(false);
});

test('a run whose disk is full ends, and says what to do', async () => {
  const data = join(temporary.path, 'full');
  const command = [
    process.execPath,
    programs['main.ts'].path,
    '--app',
    assembly,
    '--port',
    '0',
    '--data',
    data,
  ];
  // No file may grow past some kilobytes: for the database that is a full disk.
  const limited = spawn('sh', ['-c', 'ulimit -f 40; exec "$@"', 'sh', ...command], { env: environment });
  const { url, ended, output } = await untilReady(watch(limited));
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  while (!isOver) await openSocket(url).catch(() => {});
  expect(await ended).toBe(1);
  expect(output.stderr).toContain(`The disk is full: the database in ${join(data, 'dynamodb')} can't write`);
  expect(output.stderr).toContain('Free some space, then start again');
});

test('a port that is taken is told in one line', async () => {
  const { port } = await runUntilReady('--port', '0', '--in-memory');
  const second = run('main.ts', '--app', assembly, '--port', port, '--in-memory');
  expect(await second.ended).toBe(1);
  expect(second.output.stderr).toMatch(/^Port \d+ is taken: choose another with --port N.*\n$/);
});

test('a fault plan is carried out', async () => {
  const file = join(temporary.path, 'faults.json');
  await writeFile(file, JSON.stringify({ routes: { rules: [{ action: 'error', routes: ['$connect'] }] } }));
  const { url } = await runUntilReady('--port', '0', '--in-memory', '--faults', file);
  await expect(openSocket(url)).rejects.toThrow(/50\d/);
});

test.each<[string, string | undefined, RegExp]>([
  ['is missing', undefined, /^There is no fault plan at .*faults\.json\.\n$/],
  ['is no JSON', '{', /^The fault plan in .*faults\.json can't be read: .*JSON.*\n$/],
  ['is wrong', '{"posts":{"latencyMs":"5"}}', /^The fault plan in .* is wrong: posts\.latencyMs: .*"5".*\n$/],
  [
    'names no function',
    '{"posts":{"rules":[{"action":"gone","functions":["X"]}]}}',
    /^posts\.rules\[0\]\.functions names "X".*\n$/,
  ],
])('a fault plan that %s is told in one line', async (name, content, message) => {
  const file = join(temporary.path, `${name} faults.json`);
  if (content !== undefined) {
    await writeFile(file, content);
  }
  const { output, ended } = run('main.ts', '--app', assembly, '--port', '0', '--in-memory', '--faults', file);
  expect(await ended).toBe(1);
  expect(output.stderr).toMatch(message);
});

test('a token is explained to who asks for help', async () => {
  const { output, ended } = run('token.ts', '--help');
  expect(await ended).toBe(0);
  expect(output.stdout).toContain('Usage: tsx local/token.ts');
  expect(output.stderr).toBe('');
});

test('wrong arguments are answered with the usage', async () => {
  const main = run('main.ts', '--what');
  const token = run('token.ts');
  expect([await main.ended, await token.ended]).toEqual([2, 2]);
  expect(main.output.stderr).toContain('Usage: tsx local/main.ts');
  expect(token.output.stderr).toContain('Usage: tsx local/token.ts');
});

test('a token without a run says what to do, in one line', async () => {
  const { output, ended } = run('token.ts', 'user1', '--port', '1');
  expect(await ended).toBe(1);
  expect(output).toEqual({
    stdout: '',
    stderr: expect.stringMatching(/^Nothing answers on port 1: run "npm start" first.*\n$/),
  });
});
