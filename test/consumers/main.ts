import { rm } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { startSmallServer } from '../client/small-server.ts';
import { chatFromJest } from './jest.ts';
import { CHATTED, makeProject, type Project } from './project.ts';
import { chatFromVite, chatFromViteSsr, loadInViteSsr } from './vite.ts';
import { chatFromWebpack } from './webpack.ts';

const usage = `Usage: npm run consumers [-- NAME…]

Loads the packed client in what apps are built and tested with, in a folder of its own outside of this one, and chats
with it. The names, each of which may be a part of one:
`;

/** What each of them has to print. */
const CONSUMERS: Readonly<Record<string, { run(project: Project): Promise<string>; prints: string }>> = {
  'Vite, a page': { run: chatFromVite, prints: CHATTED },
  'Vite, a server': { run: (project) => chatFromViteSsr(project, false), prints: CHATTED },
  'Vite, a server with all in one file': {
    run: (project) => chatFromViteSsr(project, true),
    prints: CHATTED,
  },
  'Vite, rendering in development': { run: loadInViteSsr, prints: 'function' },
  'webpack, a page': { run: (project) => chatFromWebpack(project, 'web'), prints: CHATTED },
  'webpack, a server': { run: (project) => chatFromWebpack(project, 'node'), prints: CHATTED },
  'Jest, as in Node': { run: (project) => chatFromJest(project, 'node'), prints: CHATTED },
  'Jest, with jsdom': { run: (project) => chatFromJest(project, 'jsdom'), prints: CHATTED },
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean' } },
});
const isChosen = (name: string) =>
  positionals.length === 0 || positionals.some((part) => name.toLowerCase().includes(part.toLowerCase()));
const chosen = Object.entries(CONSUMERS).filter(([name]) => isChosen(name));

if (values.help) console.log(usage + Object.keys(CONSUMERS).join('\n'));
else if (chosen.length === 0) {
  console.error(`There is no such consumer: ${positionals.join(' ')}`);
  process.exitCode = 1;
} else await loadInEach();

async function loadInEach(): Promise<void> {
  const server = await startSmallServer();
  const project = await makeProject(server.url);
  let failures = 0;
  try {
    for (const [name, { run, prints }] of chosen) {
      const problem = await run(project).then(
        (printed) => (printed === prints ? undefined : `it printed ${JSON.stringify(printed)}`),
        (error) => [String(error), error.stdout, error.stderr].filter(Boolean).join('\n'),
      );
      if (problem !== undefined) failures++;
      console.log(problem === undefined ? `loads: ${name}` : `FAILS: ${name}: ${problem}`);
    }
  } finally {
    await server.close();
    await rm(project.folder, { recursive: true, force: true });
  }
  console.log(`${chosen.length - failures} passed, ${failures} failed`);
  if (failures > 0) process.exitCode = 1;
}
