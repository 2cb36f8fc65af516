import type { Browser, Page } from 'playwright-core';
import { type FrameWork, frameWork, TRACED } from './frame-work.ts';

export interface TracedFrames {
  readonly works: readonly FrameWork[];
  /** From one animation frame to the next, as a script in the page saw them, milliseconds. */
  readonly intervals: readonly number[];
}

/**
 * Traces a page's main thread while a script runs in it.
 * @param script an expression: a promise of the times of its animation frames
 */
export async function traceFrames(browser: Browser, page: Page, script: string): Promise<TracedFrames> {
  await browser.startTracing(page, { categories: TRACED });
  const times = (await page.evaluate(script)) as number[];
  const trace = await browser.stopTracing();
  const { traceEvents } = JSON.parse(String(trace));
  return {
    works: frameWork(traceEvents),
    intervals: times.slice(1).map((time, index) => time - (times[index] ?? time)),
  };
}
