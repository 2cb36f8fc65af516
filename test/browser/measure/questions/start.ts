import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { formatCount, formatMs } from '../../../../bench/numbers.ts';
import type { Answer, Question } from '../../../../bench/question.ts';
import { median } from '../../../../bench/statistics.ts';
import { serveFolder } from '../../serve-folder.ts';
import { WATCH_START } from '../in-page/watch-start.ts';
import { signIn } from '../sign-in.ts';
import { SPREAD, spreadOf } from '../spread.ts';
import { type Where, withPage } from '../with-page.ts';

const ROUNDS = 20;
const WARM_UPS = 3;
const WITHIN_MS = 1_500;

type Stage = 'usable' | 'signIn' | 'text';
/** When what had come, milliseconds since the navigation began. */
type Times = Readonly<Record<string, number | undefined>>;
type Visits = readonly [name: string, stage: Stage, visits: readonly Times[]];

/** How long until one can write. */
export const start: Question = {
  name: 'start',
  title: 'From the address to a chat that can be used',
  ask: (progress) =>
    withPage(async (where) => {
      progress('first visits');
      const first = await visitFirst(where.browser, where.url, ['signIn', 'not signed in']);
      progress('visits of somebody who is signed in');
      const signedIn = await visitSignedIn(where);
      progress('an empty page');
      return describe([...signedIn, ...first, ...(await visitEmpty(where.browser))]);
    }),
};

/** Each first visit with a browser of its own, and behind it another one with what that has cached. */
async function visitFirst(
  browser: Browser,
  url: string,
  [stage, name]: readonly [Stage, string],
): Promise<Visits[]> {
  const cold: Times[] = [];
  const warm: Times[] = [];
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    const page = await newPage(browser);
    const times = [await visit(page, url, stage), await visit(page, url, stage)];
    if (round >= 0) for (const [index, list] of [cold, warm].entries()) list.push(times[index] ?? {});
    await page.context().close();
  }
  return [
    [`${name}, first visit`, stage, cold],
    [`${name}, cached`, stage, warm],
  ];
}

async function visitSignedIn({ browser, url }: Where): Promise<Visits[]> {
  const page = await newPage(browser);
  await page.goto(url);
  await signIn(page, 'visitor');
  const network = await page.context().newCDPSession(page);
  const cold: Times[] = [];
  const warm: Times[] = [];
  for (let round = -WARM_UPS; round < ROUNDS; round++) {
    await network.send('Network.clearBrowserCache');
    const times = [await visit(page, url, 'usable'), await visit(page, url, 'usable')];
    if (round >= 0) for (const [index, list] of [cold, warm].entries()) list.push(times[index] ?? {});
  }
  await page.context().close();
  return [
    ['signed in, nothing cached', 'usable', cold],
    ['signed in, cached', 'usable', warm],
  ];
}

/** What the browser itself takes. */
async function visitEmpty(browser: Browser): Promise<Visits[]> {
  const folder = await mkdtemp(join(tmpdir(), 'empty-page-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Empty</title><p>Hello</p>');
  const served = await serveFolder(folder);
  try {
    return await visitFirst(browser, served.url, ['text', 'a page of one line']);
  } finally {
    await served.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function newPage(browser: Browser): Promise<Page> {
  const page = await (await browser.newContext()).newPage();
  await page.addInitScript(WATCH_START);
  return page;
}

async function visit(page: Page, url: string, stage: Stage): Promise<Times> {
  // From elsewhere, as by a link: leaving the page that was there is no part of it.
  await page.goto('about:blank');
  await page.goto(url, { waitUntil: 'commit' });
  return (await page.evaluate(`measured.${stage}`)) as Times;
}

const STEPS = [
  ['its HTML', 'html'],
  ['its script', 'script'],
  ['first paint', 'paint'],
  ['its settings', 'settings'],
  ['composer', 'composer'],
  ['shown as connected', 'live'],
] as const;

function describe(all: readonly Visits[]): Answer {
  const timesOf = (visits: readonly Times[], key: string) =>
    visits.map((times) => times[key]).filter((time) => time !== undefined);
  return {
    method: [
      `${ROUNDS} visits each, after ${WARM_UPS} that aren’t counted; the server is warm: its functions have been called before. From the beginning of the navigation (\`performance.timeOrigin\`), which comes from an empty page as by a link, to the frame, painted, in which it can be used: the composer is there and takes text, and the connection is shown as live; for who isn’t signed in, the button to do so is there. Everything comes from this machine, so that a network’s time comes on top: the page’s files, its settings and the issuer’s, the handshake, and one question are asked behind each other. Nothing cached: a context of its own, or the browser’s cache emptied before.`,
      'Baseline: a page of one line of text without a script, from a plain file server.',
    ],
    tables: [
      {
        caption: 'From the navigation until it can be used, ms',
        columns: ['', 'visits', ...SPREAD],
        rows: all.map(([name, stage, visits]) => [
          name,
          formatCount(visits.length),
          ...spreadOf(timesOf(visits, stage)),
        ]),
      },
      {
        caption: 'On the way there, ms since the navigation, medians',
        columns: ['', ...STEPS.map(([name]) => name)],
        rows: all.map(([name, , visits]) => [
          name,
          ...STEPS.map(([, key]) => {
            const times = timesOf(visits, key);
            return times.length > 0 ? formatMs(median(times)) : '';
          }),
        ]),
      },
    ],
    targets: all
      .filter(([, stage]) => stage !== 'text')
      .map(([name, stage, visits]) => {
        const ms = median(timesOf(visits, stage));
        return {
          what: `To a page that can be used, ${name}, median`,
          target: `at most ${formatCount(WITHIN_MS)} ms`,
          measured: `${formatMs(ms)} ms`,
          isMet: ms <= WITHIN_MS,
          bound: longestStep(
            STEPS.map(([step, key]) => ({ step, times: timesOf(visits, key) })).filter(
              ({ times }) => times.length > 0,
            ),
          ),
        };
      }),
  };
}

/** By the medians, one after the other; what comes before is earlier, or at the same time. */
function longestStep(steps: readonly { readonly step: string; readonly times: readonly number[] }[]): string {
  const reached = steps
    .map(({ step, times }) => ({ step, ms: median(times) }))
    .toSorted((one, other) => one.ms - other.ms);
  const spans = reached.map(({ step, ms }, index) => {
    const { step: before, ms: from } = reached[index - 1] ?? { step: 'the navigation', ms: 0 };
    return { span: `${before} → ${step}`, ms: ms - from };
  });
  const [longest] = spans.toSorted((one, other) => other.ms - one.ms);
  return longest ? `the longest step is ${longest.span}, ${formatMs(longest.ms)} ms` : '';
}
