import { gzipSync } from 'node:zlib';
import type { Answer, Question } from '../../../../bench/question.ts';
import { findWorker } from '../loading/find-worker.ts';
import { type LoadedFile, watchFiles } from '../loading/loaded-files.ts';
import { formatKb, type Kind, kindOf, sumBy } from '../loading/weights.ts';
import { signIn, untilConnected } from '../sign-in.ts';
import { type Where, withPage } from '../with-page.ts';

const MOST_BYTES = 150_000;

/** A file with its weights, in bytes. */
interface WeighedFile extends LoadedFile {
  readonly plain: number;
  readonly gzipped: number;
  readonly isFirst: boolean;
}

/** How much is loaded before one sees the chat. */
export const firstView: Question = {
  name: 'first-view',
  title: 'What the first view loads',
  ask: () =>
    withPage(async (where) => {
      const loaded = await loadEverything(where);
      const worker = await findWorker(loaded);
      const files = [...loaded, worker];
      // The HTML doesn't name it, and nothing is connected without it.
      const first = (await readFirstFiles(where.url)).add(new URL(worker.url).pathname);
      const { host } = new URL(where.url);
      const own = files.filter(({ url }) => new URL(url).host === host);
      const weighed = await Promise.all(own.map((file) => weigh(file, first)));
      return describe(
        weighed,
        files.filter((file) => !own.includes(file)),
      );
    }),
};

/** All that a page asks for whose user is signed in and whose cache is empty, the parts that come behind the first view too. */
async function loadEverything({ browser, url }: Where): Promise<LoadedFile[]> {
  const page = await browser.newPage();
  await page.goto(url);
  await signIn(page, 'visitor');
  await page.goto('about:blank');
  const network = await page.context().newCDPSession(page);
  await network.send('Network.clearBrowserCache');
  const files = await watchFiles(network);
  await page.goto(url);
  await untilConnected(page);
  // What is loaded behind the first view is there once its buttons can be used.
  await page.getByRole('button', { name: 'New conversation', disabled: false }).waitFor();
  return files();
}

/** The paths that the page's HTML names: with what its script asks for at once, the first view needs them. */
async function readFirstFiles(url: string): Promise<Set<string>> {
  const html = await (await fetch(url)).text();
  return new Set(Array.from(html.matchAll(/(?:src|href)="([^"]+)"/g), ([, path = '']) => path));
}

async function weigh(file: LoadedFile, first: ReadonlySet<string>): Promise<WeighedFile> {
  const response = await fetch(file.url, { headers: { 'Accept-Encoding': 'identity' } });
  const content = Buffer.from(await response.arrayBuffer());
  const isCode = kindOf(file.type) !== 'rest';
  return {
    ...file,
    plain: content.length,
    gzipped: gzipSync(content, { level: 9 }).length,
    // What isn't named is a part that a script has asked for.
    isFirst: !isCode || first.has(new URL(file.url).pathname),
  };
}

function describe(files: readonly WeighedFile[], foreign: readonly LoadedFile[]): Answer {
  const first = files.filter(({ isFirst }) => isFirst);
  const later = files.filter(({ isFirst }) => !isFirst);
  const of = (kind: Kind) => first.filter(({ type }) => kindOf(type) === kind);
  const row = (name: string, some: readonly WeighedFile[]) => [
    name,
    some.length,
    formatKb(sumBy(some, ({ transferred }) => transferred)),
    formatKb(sumBy(some, ({ gzipped }) => gzipped)),
    formatKb(sumBy(some, ({ plain }) => plain)),
  ];
  const transferred = sumBy(first, (file) => file.transferred);
  const gzipped = sumBy(first, (file) => file.gzipped);
  const bytes = Math.max(transferred, gzipped);
  return {
    method: [
      'One visit with an empty cache by somebody who is signed in; who isn’t loads the same but for the chat’s own frames. Transferred: what came over the wire with its headers (`Network.loadingFinished`), as the local stack’s distribution compresses it, which is Brotli of CloudFront’s kind. `gzip -9`: the same files without headers. KB are 1,000 bytes. The first view is what the HTML names, the script of the shared worker, and what is asked for at once; what comes later are menus, dialogs and toasts. Frames of the WebSocket aren’t in it. Here the issuer is the local stack; on AWS it is a host of its own, of which the page asks its settings.',
    ],
    tables: [
      {
        caption: 'What is loaded, KB',
        columns: ['', 'files', 'transferred', '`gzip -9`', 'uncompressed'],
        rows: [
          row('script', of('script')),
          row('styles', of('styles')),
          row(
            `rest: ${of('rest')
              .map(({ url }) => `\`${new URL(url).pathname}\``)
              .join(', ')}`,
            of('rest'),
          ),
          row('the first view', first),
          row('later', later),
        ],
      },
    ],
    targets: [
      {
        what: 'The first view, compressed, the larger of both',
        target: `at most ${formatKb(MOST_BYTES)} KB`,
        measured: `${formatKb(bytes)} KB`,
        isMet: bytes <= MOST_BYTES,
        bound: `script ${formatKb(sumBy(of('script'), (file) => file.gzipped))} KB`,
      },
      {
        what: 'Files from another host',
        target: 'none',
        measured: String(foreign.length),
        isMet: foreign.length === 0,
        bound: foreign.map(({ url }) => url).join(' '),
      },
    ],
  };
}
