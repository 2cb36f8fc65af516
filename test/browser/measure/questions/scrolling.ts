import type { Browser } from 'playwright-core';
import { formatCount, formatMs } from '../../../../bench/numbers.ts';
import type { Answer, Question } from '../../../../bench/question.ts';
import { median } from '../../../../bench/statistics.ts';
import { LOAD_ALL, plainRows, scrollThrough } from '../in-page/scroll-through.ts';
import { signIn } from '../sign-in.ts';
import { SPREAD, spreadOf } from '../spread.ts';
import type { FrameWork } from '../trace/frame-work.ts';
import { type TracedFrames, traceFrames } from '../trace/trace-frames.ts';
import { type Where, withPage } from '../with-page.ts';
import { textOf, writeMessages } from '../write-messages.ts';

const MESSAGES = 5_000;
/** A frame of 60 a second. */
const FRAME_MS = 16;
/** Pixels a frame: a hard fling, 18,000 a second, and a window at a time, so that every row is another one. */
const FLING = 300;
const WINDOW = 600;

type Traced = readonly [name: string, frames: TracedFrames];

/** Whether a long conversation scrolls without a jerk. */
export const scrolling: Question = {
  name: 'scrolling',
  title: `Scrolling through ${formatCount(MESSAGES)} messages`,
  ask: (progress) =>
    withPage(async (where) => {
      progress('writing the messages');
      await writeMessages(where.stack, MESSAGES);
      const ours = await scrollPage(where, progress);
      progress('plain rows');
      return describe(ours, await scrollPlainRows(where.browser));
    }),
};

async function scrollPage({ browser, url }: Where, progress: (text: string) => void): Promise<Traced[]> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.goto(url);
  await signIn(page, 'reader');
  progress('loading them all');
  const loading = await traceFrames(browser, page, LOAD_ALL);
  await page.getByText(textOf(1)).waitFor();
  const traced: Traced[] = [['while older ones are being loaded', loading]];
  for (const step of [FLING, WINDOW]) {
    progress(`${step} pixels a frame`);
    traced.push([
      `${step} pixels a frame`,
      await traceFrames(browser, page, scrollThrough('.scroller', step)),
    ]);
  }
  await context.close();
  return traced;
}

async function scrollPlainRows(browser: Browser): Promise<Traced> {
  const context = await browser.newContext();
  const page = await context.newPage();
  await page.setContent(plainRows(Array.from({ length: MESSAGES }, (_, index) => textOf(index + 1))));
  const frames = await traceFrames(browser, page, scrollThrough('.scroller', FLING));
  await context.close();
  return [`plain rows, ${FLING} pixels a frame`, frames];
}

function describe(ours: readonly Traced[], plain: Traced): Answer {
  const all = [...ours, plain];
  const [, fling] = ours.find(([name]) => name.startsWith(String(FLING))) ?? plain;
  const work = median(valuesOf(fling, 'wall'));
  return {
    method: [
      `${formatCount(MESSAGES)} messages of eight authors over two days, of one line to four, some with a link, written into the lobby’s log; all of them loaded into the page by scrolling up; a window of 1,280 × 720. Then a script in the page scrolls from the first to the last and back to the first, so many pixels each animation frame. Work: from a trace of the page’s main thread (Chromium’s \`RunTask\`), all of its tasks from the task in which a frame begins to the one in which the next does, whatever they are for: scripts, style and layout, painting, commit, garbage. Not in it: what other threads raster and compose. By the clock, so that what other processes took of the processor is in it; beside it, what the thread itself had of the processor.`,
      `Intervals: between the page’s animation frames, as its script saw them; there is at most one in 16.7 ms. Baseline: ${formatCount(MESSAGES)} \`div\`s of the same texts in a page without anything else, all laid out at the start.`,
    ],
    tables: [
      {
        caption: 'Work of the main thread for a frame, ms',
        columns: ['', 'frames', ...SPREAD, 'processor, median', 'script', 'style and layout', 'painting'],
        rows: all.map(([name, traced]) => [
          name,
          formatCount(traced.works.length),
          ...spreadOf(valuesOf(traced, 'wall')),
          ...(['cpu', 'script', 'layout', 'paint'] as const).map((key) =>
            formatMs(median(valuesOf(traced, key))),
          ),
        ]),
      },
      {
        caption: 'From one frame to the next, ms',
        columns: ['', ...SPREAD, 'longer than 33 ms'],
        rows: all.map(([name, { intervals }]) => [
          name,
          ...spreadOf(intervals),
          `${((100 * intervals.filter((ms) => ms > 33.4).length) / intervals.length).toFixed(1)} %`,
        ]),
      },
    ],
    targets: [
      {
        what: `A frame while scrolling through ${formatCount(MESSAGES)} messages, median`,
        target: `under ${FRAME_MS} ms of work`,
        measured: `${formatMs(work)} ms`,
        isMet: work < FRAME_MS,
        bound: boundOf(fling),
      },
    ],
  };
}

const valuesOf = ({ works }: TracedFrames, key: keyof FrameWork) => works.map((work) => work[key]);

function boundOf(traced: TracedFrames): string {
  const part = (key: keyof FrameWork) => formatMs(median(valuesOf(traced, key)));
  return `${part('cpu')} ms of the processor; script ${part('script')}, style and layout ${part('layout')}, painting ${part('paint')} ms`;
}
