import { execFile } from 'node:child_process';
import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { promisify } from 'node:util';

const require = createRequire(import.meta.url);
const run = promisify(execFile);
const packageOf = (name: string) => join(require.resolve(`${name}/package.json`), '..');

/** The examples are JavaScript: only of parameters they don't say what they are. */
const IS_UNTYPED_PARAMETER = /error TS(7006|7031):/;

/** What a reader of the README has around its examples: what it says they are given, or imports elsewhere in it. */
const GIVEN = `
import type * as Client from 'serverless-chat-client';
import type { TestChat } from 'serverless-chat-client/testing';

declare global {
  const client: Client.ChatClient;
  const other: Client.ChatClient;
  const chat: TestChat;
  const url: string;
  const token: Client.ChatClientOptions['token'];
  const createChatClient: typeof Client.createChatClient;
  const eachItem: typeof Client.eachItem;
  const invitations: typeof Client.invitations;
  const pendingMessages: typeof Client.pendingMessages;
  /** The app's own. */
  function show(what?: unknown): void;
  /** Of other packages. */
  const [manager, AppState, NetInfo]: any[];
}
`;

const OTHERS = `declare module 'aws-amplify/auth' { export const fetchAuthSession: any; }`;

const compilerOptions = {
  strict: true,
  noEmit: true,
  target: 'es2024',
  lib: ['es2024', 'dom', 'dom.iterable'],
  module: 'esnext',
  moduleResolution: 'bundler',
  jsx: 'react-jsx',
  types: ['node'],
};

/**
 * Compiles the examples of a README as an app in TypeScript would, pasted in.
 * @param folder a project that has the packed client
 * @returns what the compiler says, by the line in the README where an example begins; empty where nothing is wrong
 */
export async function compileExamples(folder: string, readme: string): Promise<string> {
  const app = join(folder, 'examples');
  await mkdir(app);
  await symlink(join(packageOf('@types/node'), '..'), join(folder, 'node_modules', '@types'), 'dir');
  const files = [...readme.matchAll(/^ *```(js|jsx)\n(.*?)^ *```/gms)].map(
    ({ 1: language, 2: example = '', index }) => ({
      name: `line-${readme.slice(0, index).split('\n').length}.${language === 'jsx' ? 'tsx' : 'ts'}`,
      text: `${example}\nexport {};\n`,
    }),
  );
  const all = [
    ...files,
    { name: 'given.d.ts', text: GIVEN },
    { name: 'others.d.ts', text: OTHERS },
    { name: 'tsconfig.json', text: JSON.stringify({ compilerOptions }) },
  ];
  await Promise.all(all.map(({ name, text }) => writeFile(join(app, name), text)));
  const { stdout } = await run(process.execPath, [join(packageOf('typescript'), 'bin', 'tsc'), '-p', app], {
    cwd: app,
  }).catch((error) => error);
  return stdout
    .split('\n')
    .filter((line: string) => line !== '' && !IS_UNTYPED_PARAMETER.test(line))
    .join('\n');
}
