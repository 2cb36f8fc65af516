import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { type Visitor, visitBoth } from './open-page.ts';

const articleOf = (page: Page, text: string) =>
  page.getByRole('article').filter({ has: page.locator('.text').getByText(text, { exact: true }) });

/** Chooses to answer a message, and waits for where one writes. */
async function answer({ page }: Visitor, text: string) {
  const article = articleOf(page, text);
  await article.hover();
  await article.getByRole('button', { name: /^Actions for/ }).click();
  await page.getByRole('menuitem', { name: 'Reply' }).click();
  await page.locator('.reply-strip').getByText(text).waitFor();
  await page.locator('#message:focus').waitFor();
}

describeInChromium('who has read something', (browser) => {
  const chat = startChatUnderTest();
  const visitors = () => visitBoth(browser(), chat);

  test('answers it by its menu: both see what is answered, as it is by now', async () => {
    const { names, one, other } = await visitors();
    await one.say('Shall we?');
    await other.sees('Shall we?');
    await answer(other, 'Shall we?');
    await other.page.keyboard.type('Yes');
    await other.page.keyboard.press('Enter');
    await other.page.locator('.reply-strip').waitFor({ state: 'detached' });
    const quoteIn = ({ page }: Visitor, text = 'Yes') => articleOf(page, text).locator('.quote');
    await quoteIn(one).getByText('You: Shall we?').waitFor();
    await quoteIn(other).getByText(`${names[0]}: Shall we?`).waitFor();
    await one.page.getByRole('article', { name: /, in reply to you$/ }).waitFor();
    await one.page.getByLabel('Message in Lobby').press('ArrowUp');
    await one.page.getByLabel('Edit your message').fill('Shall we go?');
    await one.page.keyboard.press('Enter');
    await quoteIn(other).getByText(`${names[0]}: Shall we go?`).waitFor();
    const article = articleOf(one.page, 'Shall we go?');
    await article.hover();
    await article.getByRole('button', { name: /^Actions for/ }).click();
    await one.page.getByRole('menuitem', { name: 'Delete' }).click();
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await quoteIn(other).getByText(`${names[0]}: Message deleted`).waitFor();
    await other.page.reload();
    await quoteIn(other).getByText(`${names[0]}: Message deleted`).waitFor();
    // The next one answers nothing.
    await other.say('Then not');
    await one.sees('Then not');
    expect(await quoteIn(one, 'Then not').count()).toBe(0);
  });

  test('leaves it by Escape or by the button, and what was written stays', async () => {
    const { one, other } = await visitors();
    await one.say('Anybody?');
    await other.sees('Anybody?');
    const strip = other.page.locator('.reply-strip');
    await answer(other, 'Anybody?');
    await other.page.keyboard.type('Me');
    await other.page.keyboard.press('Escape');
    await strip.waitFor({ state: 'detached' });
    await answer(other, 'Anybody?');
    expect(await other.page.getByLabel('Message in Lobby').inputValue()).toBe('Me');
    await strip.getByRole('button', { name: 'Don’t reply' }).click();
    await strip.waitFor({ state: 'detached' });
    await other.page.getByLabel('Message in Lobby').press('Enter');
    await one.sees('Me');
    expect(await articleOf(one.page, 'Me').locator('.quote').count()).toBe(0);
  });

  test('is led to what is answered by the keyboard, though it is not loaded', async () => {
    const { one, other } = await visitors();
    await one.say('Long ago');
    await other.sees('Long ago');
    for (let line = 1; line <= 60; line++) {
      await one.say(`Line ${line}`);
      await one.sees(`Line ${line}`);
    }
    const first = articleOf(other.page, 'Long ago');
    await other.sees('Line 60');
    await other.page.locator('.scroller').evaluate((box) => Object.assign(box, { scrollTop: 0 }));
    await first.waitFor();
    await answer(other, 'Long ago');
    await other.page.keyboard.type('Still');
    await other.page.keyboard.press('Enter');
    await one.sees('Still');
    await one.page.reload();
    await one.sees('Still');
    const quote = articleOf(one.page, 'Still').getByRole('button', { name: 'In reply to You: Long ago' });
    await quote.focus();
    await one.page.keyboard.press('Enter');
    await one.page.locator('.message:focus').getByText('Long ago').waitFor();
    expect(await articleOf(one.page, 'Long ago').isVisible()).toBe(true);

    // A copied link leads there, too, and from anywhere; where the browser refuses to copy, that is told.
    const { page } = one;
    const copyLink = async (text: string) => {
      await articleOf(page, 'Long ago')
        .getByRole('button', { name: /^Actions for/ })
        .press('Enter');
      await page.getByRole('menuitem', { name: 'Copy link' }).press('Enter');
      await page.getByText(text).first().waitFor();
    };
    await page.evaluate('navigator.clipboard.writeText = async (text) => { globalThis.copied = text; }');
    await copyLink('Link copied');
    const link = (await page.evaluate('copied')) as string;
    await page.evaluate('navigator.clipboard.writeText = async () => { throw new Error("Refused"); }');
    await copyLink('Your browser did not let this page copy.');
    await page.reload();
    await one.sees('Still');
    await page.goto(link);
    await page.locator('.message:focus').getByText('Long ago').waitFor();
    expect(new URL(page.url()).hash).toBe('#lobby');
  });
});
