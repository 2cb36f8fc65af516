import type { Browser } from 'playwright-core';
import { synthesizeChat } from '../../../bench/chat-assembly.ts';
import { type RunningStack, startStack } from '../../../local/start-stack.ts';
import { findChromium } from '../find-chromium.ts';
import { launchChromium } from '../launch-chromium.ts';

/** Where the page is measured: a stack that nobody else uses, and a browser. */
export interface Where {
  readonly stack: RunningStack;
  readonly url: string;
  readonly browser: Browser;
}

/**
 * Builds the page where it has changed, starts the stack in memory and a browser, and ends both behind the measurement.
 * @throws Error where there is no Chromium
 */
export async function withPage<Result>(measure: (where: Where) => Promise<Result>): Promise<Result> {
  const assembly = await synthesizeChat();
  const browser = await launch();
  try {
    const stack = await startStack({ assembly, prewarm: true });
    try {
      return await measure({ stack, browser, url: stack.pageUrl ?? stack.url });
    } finally {
      await stack.stop();
    }
  } finally {
    await browser.close();
  }
}

/** The name and version of the browser that measures. */
export async function describeBrowser(): Promise<string> {
  const browser = await launch();
  const version = browser.version();
  await browser.close();
  return `Chromium ${version} without a window, painting without a GPU`;
}

async function launch(): Promise<Browser> {
  const executablePath = findChromium();
  if (executablePath === undefined) throw new Error('There is no Chromium on the PATH: install one');
  return launchChromium(executablePath);
}
