import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Page } from 'playwright-core';

const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');

/** What axe finds that keeps somebody out, `rule: element`. @param page opened with `bypassCSP` */
export async function findFaults(page: Page): Promise<string[]> {
  // By the debugger, as the page's policy lets no script of others in.
  await page.addScriptTag({ path: axe }).catch(() => undefined);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`));
}
