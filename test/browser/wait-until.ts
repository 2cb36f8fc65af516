import type { Page } from 'playwright-core';

/**
 * Waits until a condition holds in a page. `page.waitForFunction` evaluates its text again and again, which the page's policy
 * forbids from the second time on: it works only where the condition holds at once.
 * @param condition an expression in the page's words
 */
export const waitUntil = (page: Page, condition: string): Promise<unknown> =>
  page.evaluate(
    `new Promise((resolve) => { const look = () => { if (${condition}) resolve(); else setTimeout(look, 20); }; look(); })`,
  );
