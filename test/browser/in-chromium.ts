import { afterAll, beforeAll, describe, test } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { findChromium } from './find-chromium.ts';
import { launchChromium } from './launch-chromium.ts';

/**
 * Describes what works in a browser; where there is none, leaves it as a todo, so that the run that was left out stays in
 * sight of Jest's summary.
 * @param what the subject of the tests' names
 */
export function describeInChromium(what: string, tests: (browser: () => Browser) => void): void {
  const chromium = findChromium();
  if (chromium === undefined) {
    process.stderr.write(`NOT tested, as there is no Chromium (CHROMIUM_PATH may name one): ${what}\n`);
    test.todo(`${what} works in Chromium, where there is one`);
    return;
  }
  describe(what, () => {
    let browser: Browser;
    beforeAll(async () => {
      browser = await launchChromium(chromium);
    }, 300_000);
    afterAll(() => browser?.close());
    tests(() => browser);
  });
}
