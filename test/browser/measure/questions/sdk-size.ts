import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { PROJECT_DIRECTORY } from '../../../../bench/chat-assembly.ts';
import type { Question } from '../../../../bench/question.ts';
import { readSdkSizes } from '../loading/read-sdk-sizes.ts';
import { formatKb } from '../loading/weights.ts';

const MOST_BYTES = 14_000;
const MORE_BYTES = 4_000;

/** What an app ships that uses the SDK. */
export const sdkSize: Question = {
  name: 'sdk-size',
  title: 'The SDK in an app’s bundle',
  async ask() {
    const { client, all, react } = readSdkSizes(await buildClient());
    return {
      method: [
        'As `npm run build:client` says: bundled and minified by esbuild as an ES module, gzipped; React is the app’s own. With the React bindings come the SDK’s views of lists and timelines, which they show, and which an app without them may use as well. KB are 1,000 bytes.',
      ],
      tables: [
        {
          caption: 'The SDK, KB gzipped',
          columns: ['an app that uses', 'KB', 'more than the first'],
          rows: [
            ['`createChatClient` alone', formatKb(client), ''],
            ['everything but the React bindings', formatKb(all), formatKb(all - client)],
            ['the React bindings', formatKb(react), formatKb(react - client)],
          ],
        },
      ],
      targets: [
        {
          what: '`createChatClient`',
          target: `at most ${formatKb(MOST_BYTES)} KB`,
          measured: `${formatKb(client)} KB`,
          isMet: client <= MOST_BYTES,
        },
        {
          what: 'The React bindings, beyond that',
          target: `at most ${formatKb(MORE_BYTES)} KB`,
          measured: `${formatKb(react - client)} KB`,
          isMet: react - client <= MORE_BYTES,
          bound: `most of it is the SDK’s views: with the bindings it is ${formatKb(react - all)} KB more than everything without them`,
        },
      ],
    };
  },
};

/** @returns what the build prints */
async function buildClient(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'sdk-size-'));
  try {
    const build = join(PROJECT_DIRECTORY, 'client', 'build.mjs');
    return (await promisify(execFile)(process.execPath, [build, join(folder, 'client')])).stdout;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
