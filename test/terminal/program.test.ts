import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { projectDirectory } from '../e2e/assemblies.ts';
import { startChatUnderTest } from '../e2e/chat-under-test.ts';
import { connectSdk, until } from '../e2e/sdk-client.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../local/fixtures/temporary-directory.ts';

const chat = startChatUnderTest();
const port = () => new URL(chat.stack.webSocketUrl).port;

let children: ChildProcess[] = [];
afterEach(() => {
  for (const child of children) child.kill('SIGKILL');
  children = [];
});

interface Running {
  readonly child: ChildProcess;
  readonly output: { stdout: string; stderr: string };
  /** The exit code, once all it has printed is here. */
  readonly ended: Promise<number | null>;
  /** Resolves when it has printed this, on either. */
  prints(text: string): Promise<void>;
}

/** Starts a program as a shell would, with PORT set to the chat's. */
function start(command: string, args: readonly string[], input?: string): Running {
  const child = spawn(command, args, {
    cwd: projectDirectory,
    env: { ...process.env, NODE_OPTIONS: '', PORT: port() },
  });
  children.push(child);
  const output = { stdout: '', stderr: '' };
  let looks: (() => void)[] = [];
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].on('data', (text) => {
      output[name] += text;
      for (const look of looks) look();
    });
  }
  if (input !== undefined) child.stdin.end(input);
  return {
    child,
    output,
    ended: once(child, 'close').then(([code]) => code as number | null),
    prints: (text) =>
      new Promise((resolve) => {
        const look = () => {
          if (!(output.stdout + output.stderr).includes(text)) return;
          looks = looks.filter((other) => other !== look);
          resolve();
        };
        looks.push(look);
        look();
      }),
  };
}

let temporary: TemporaryDirectory;
let program: string;
/** In one file, which starts in a sixth of the time; that `npm run chat` starts it, too, the README's command shows. */
beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
  program = join(temporary.path, 'chat.mjs');
  await build({
    entryPoints: [join(projectDirectory, 'terminal/main.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    // Which `ws` does without.
    external: ['bufferutil', 'utf-8-validate'],
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
});
afterAll(() => temporary?.remove());

const startChat = (args: readonly string[], input?: string) =>
  start(process.execPath, [program, ...args], input);

test('the command in the README says hello in the lobby, which somebody who listens reads as JSON', async () => {
  const readme = await readFile(`${projectDirectory}README.md`, 'utf8');
  const command = /^echo hello \| npm run .*?(?= +#)/m.exec(readme)?.[0] ?? '';
  const listener = startChat([chat.name('listener'), '--listen', '--json'], '');
  await listener.prints('Connected as');
  const sender = start('sh', ['-c', command]);
  expect([await sender.ended, sender.output.stderr]).toEqual([0, '']);
  expect(sender.output.stdout).toMatch(/^\d\d:\d\d \[lobby\] user1> hello\n$/);
  await listener.prints('hello');
  listener.child.kill('SIGINT');
  expect(await listener.ended).toBe(0);
  const [line = '', rest] = listener.output.stdout.split('\n');
  expect(JSON.parse(line)).toMatchObject({ conversation: 'lobby', from: 'user1', content: 'hello' });
  expect(rest).toBe('');
});

test('users whisper and are blocked, with an exit code for each', async () => {
  const [one, two] = [chat.name('one'), chat.name('two')];
  const { client, heard } = await connectSdk(chat.stack, two);
  const whisper = startChat([one, '--to', `@${two}`], 'psst\n');
  expect(await whisper.ended).toBe(0);
  await until(client, 'message', () => heard.includes('psst'));
  await client.block(one);
  const refused = startChat([one, '--to', `@${two}`], 'psst\n');
  expect(await refused.ended).toBe(1);
  expect(refused.output).toEqual({
    stdout: '',
    stderr: expect.stringContaining(`!! Not sent to @${two}: ${two} has blocked you. You wrote: psst\n`),
  });
});

test('a token comes from a command, which is asked with its standard error where it fails', async () => {
  const user = chat.name('user');
  const token = await chat.stack.token(user);
  const args = ['--url', chat.stack.webSocketUrl, '--timeout', '1', '--token-command'];
  const [good, bad] = [
    startChat([...args.with(3, '60'), `echo ${token}`], 'hello\n'),
    startChat([...args, 'echo "no key: \u001b[2J" >&2; exit 7'], 'hello\n'),
  ];
  expect([await good.ended, await bad.ended]).toEqual([0, 3]);
  expect(good.output.stdout).toContain(`[lobby] ${user}> hello\n`);
  expect(bad.output.stderr).toBe(
    '!! The token command failed with 7: no key: <U+001B>[2J\n!! Not sent to lobby: hello\n',
  );
});

test('what can’t be is told, with a code of its own: no server, no such user, no sense', async () => {
  const [nobody, noUser, noSense, help] = [
    startChat(['user1', '--port', '1', '--timeout', '0.1'], ''),
    startChat(['bad name'], ''),
    startChat(['user1', '--what'], ''),
    startChat(['--help'], ''),
  ];
  expect(await Promise.all([nobody, noUser, noSense, help].map(({ ended }) => ended))).toEqual([3, 3, 2, 0]);
  expect(nobody.output.stderr).toContain('Nothing answers on port 1: `npm start` starts the server');
  expect(noUser.output.stderr).toContain("bad name can't sign in: ");
  expect(noSense.output.stderr).toBe(
    'There is no option --what.\nnpm run chat -- --help lists the options.\n',
  );
  expect(help.output.stdout).toContain('Usage: npm run chat');
});

test('who listens is told of a ban, and ends with 3: then nothing is left that would hold the process', async () => {
  const user = chat.name('listener');
  const listener = startChat([user, '--listen'], '');
  await listener.prints('Connected as');
  const { client: admin } = await connectSdk(chat.stack, 'admin');
  await admin.ban(user);
  expect(await listener.ended).toBe(3);
  expect(listener.output.stderr).toContain('!! An admin has banned you from this chat.\n');
});

test('a pipe whose reader goes away ends it without a word', async () => {
  const command = 'yes | "$0" "$1" "$2" | head -1';
  const { ended, output } = start('sh', ['-c', command, process.execPath, program, chat.name('user')]);
  await ended;
  expect(output.stdout).toMatch(/> y\n$/);
  expect(output.stderr).toBe('');
});
