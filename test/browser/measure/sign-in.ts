import type { Page } from 'playwright-core';

/** Signs in on a page that asks for it, and waits until it is connected; `page/open-page.ts` does so for tests, in Jest alone. */
export async function signIn(page: Page, user: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox').fill(user);
  await page.getByRole('textbox').press('Enter');
  await untilConnected(page);
}

/** Waits until the page says that it is connected. */
export const untilConnected = (page: Page) =>
  page.getByText('connected', { exact: true }).waitFor({ state: 'attached' });
