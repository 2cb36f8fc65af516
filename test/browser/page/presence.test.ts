import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { loseNetwork } from './lose-network.ts';
import { visit } from './open-page.ts';

describeInChromium('friends at the page', (browser) => {
  const chat = startChatUnderTest();

  test('see who is there, and one may appear offline', async () => {
    const names = [chat.name('one'), chat.name('other')] as const;
    const [{ page }, other] = await Promise.all([
      visit(browser(), chat.stack.url, names[0]),
      visit(browser(), chat.stack.url, names[1]),
    ]);
    await page.getByRole('button', { name: 'People' }).click();
    const field = page.getByRole('dialog').getByLabel('Ask somebody to be friends');
    await field.fill(names[1]);
    await field.press('Enter');
    await page.getByRole('dialog').getByText(`${names[1]} has been asked.`).waitFor();
    await page.keyboard.press('Escape');
    await other.page.getByRole('link', { name: new RegExp(`${names[0]}.*friend request`) }).click();
    await other.page.getByRole('button', { name: `Accept ${names[0]}` }).click();

    // As a dot, which a screen reader hears, in the list and above the conversation.
    await page.getByRole('link', { name: new RegExp(`${names[1]} online`) }).click();
    await page.getByRole('heading', { name: `${names[1]} online` }).waitFor();
    const about = page.locator('.conversation-header .about');
    await about.getByText('Online').waitFor();

    const toggle = async (checked: boolean) => {
      await other.page.locator('button.account').click();
      await other.page
        .getByRole('menuitemcheckbox', { name: 'Appear offline', checked, disabled: false })
        .click();
    };
    await toggle(false);
    await about.getByText(/Last seen/).waitFor();
    await page.getByRole('link', { name: new RegExp(`${names[1]} online`) }).waitFor({ state: 'detached' });
    expect(await page.locator('.presence').count()).toBe(0);

    await other.page.keyboard.press('Escape');
    await other.page.reload();
    await other.page.locator('button.account .dot.is-live').waitFor();
    await toggle(true);
    await about.getByText('Online').waitFor();

    // Without a connection nobody knows.
    const link = page.getByRole('link', { name: new RegExp(`${names[1]} online`) });
    await link.waitFor();
    const restore = await loseNetwork(chat, page.context(), names[0]);
    await link.waitFor({ state: 'detached' });
    await about.getByText('Online').waitFor({ state: 'hidden' });
    await restore();
    await link.waitFor();
  });
});
