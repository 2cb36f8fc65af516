import type { Page } from 'playwright-core';

const ROUNDS = 30;
const NOW = 'performance.timeOrigin + performance.now()';

/** By how much the clocks of two pages may differ, milliseconds: as Node's shows it, with what asking them leaves in doubt. */
export async function clockDifference(one: Page, other: Page): Promise<number> {
  const [first, second] = [await compareClock(one), await compareClock(other)];
  return Math.abs(first.ahead - second.ahead) + first.doubt + second.doubt;
}

/** The quickest of some answers tells most exactly how far a page's clock is ahead of Node's. */
async function compareClock(page: Page): Promise<{ ahead: number; doubt: number }> {
  let best = { ahead: 0, doubt: Number.POSITIVE_INFINITY };
  for (let round = 0; round < ROUNDS; round++) {
    const begin = performance.now();
    const shown = (await page.evaluate(NOW)) as number;
    const end = performance.now();
    const doubt = (end - begin) / 2;
    if (doubt < best.doubt) best = { ahead: shown - (performance.timeOrigin + begin + doubt), doubt };
  }
  return best;
}
