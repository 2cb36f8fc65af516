import type { Page } from 'playwright-core';

/** Signs in on a page that asks for it, and waits until the chat is connected. `test/browser/page/` has its own, which runs in Jest alone. */
export async function signIn(page: Page, user: string): Promise<void> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox').fill(user);
  await page.getByRole('textbox').press('Enter');
  await page.getByText('connected', { exact: true }).waitFor({ state: 'attached' });
}
