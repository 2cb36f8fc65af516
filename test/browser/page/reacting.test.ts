import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { type Visitor, visitBoth } from './open-page.ts';

const articleOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
const barOf = (page: Page, text: string) => articleOf(page, text).getByRole('group', { name: 'Reactions' });

/** Opens what reacts to a message, by its menu. */
async function open({ page }: Visitor, text: string) {
  const article = articleOf(page, text);
  await article.hover();
  await article.getByRole('button', { name: /^Actions for / }).click();
  await page.getByRole('menuitem', { name: 'React' }).click();
  const dialog = page.getByRole('dialog', { name: 'React to the message' });
  await dialog.waitFor();
  return dialog;
}

describeInChromium('who reads a message', (browser) => {
  const chat = startChatUnderTest();

  test('reacts by its menu; others see who it was, add theirs, and all of it stays after a reload', async () => {
    const { names, one, other } = await visitBoth(browser(), chat);
    await one.say('Shall we?');
    await other.sees('Shall we?');
    const dialog = await open(other, 'Shall we?');
    await dialog.getByRole('button', { name: 'Thumbs up' }).click();
    await dialog.waitFor({ state: 'detached' });
    const mine = barOf(other.page, 'Shall we?').getByRole('button', { name: '👍 1: You' });
    await mine.waitFor();
    expect(await mine.getAttribute('aria-pressed')).toBe('true');
    const theirs = barOf(one.page, 'Shall we?').getByRole('button', { name: `👍 1: ${names[1]}` });
    await theirs.waitFor();
    await theirs.click();
    await barOf(other.page, 'Shall we?')
      .getByRole('button', { name: `👍 2: You and ${names[0]}` })
      .waitFor();
    await one.page.reload();
    const after = barOf(one.page, 'Shall we?').getByRole('button', { name: `👍 2: You and ${names[1]}` });
    await after.click();
    await barOf(other.page, 'Shall we?').getByRole('button', { name: '👍 1: You' }).click();
    await barOf(one.page, 'Shall we?').waitFor({ state: 'detached' });
    await barOf(other.page, 'Shall we?').waitFor({ state: 'detached' });
  });

  test('reacts in one step, by the bar beside it: with the pointer or the keyboard; what was used last is offered there', async () => {
    const { one, other } = await visitBoth(browser(), chat);
    await one.say('Done');
    await other.sees('Done');
    const { page } = other;
    const article = articleOf(page, 'Done');
    const toolbar = article.getByRole('toolbar', { name: 'Message' });
    // The menu and nothing else.
    await toolbar.getByRole('button').waitFor();
    await article.hover();
    await toolbar.getByRole('button', { name: 'React: Heart' }).click();
    const theirs = barOf(one.page, 'Done');
    await theirs.getByRole('button', { name: /^❤️ 1: / }).waitFor();
    await page.mouse.move(0, 0);
    await toolbar.getByRole('button', { name: 'React: Heart' }).waitFor({ state: 'detached' });

    // One stop for the keyboard, and the arrows from there.
    await page.locator('#message').focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowLeft');
    await page.getByLabel('Reply').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'React to the message' }).waitFor();
    await page.getByLabel('Another emoji').fill('🦄');
    await page.keyboard.press('Enter');
    await theirs.getByRole('button', { name: /^🦄 1: / }).waitFor();
    await page
      .getByRole('button', { name: /^Actions for / })
      .and(page.locator(':focus'))
      .waitFor();
    // None changes its place while the bar is there.
    await page.locator('#message').focus();
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowRight');
    await page.getByLabel('React: 🦄').and(page.locator(':focus')).waitFor();
    await page.keyboard.press('Enter');
    await theirs.getByRole('button', { name: /^🦄 1: / }).waitFor({ state: 'detached' });

    await page.reload();
    await articleOf(page, 'Done').hover();
    await page.getByRole('button', { name: 'React: 🦄' }).waitFor();
    await page.getByRole('button', { name: 'Reply' }).click();
    await page.locator('.reply-strip').getByText('Done').waitFor();
  });

  test('begins at the emoji, in one row; types any other, by the keyboard alone, and is told there what is none', async () => {
    const { one, other } = await visitBoth(browser(), chat);
    await one.say('By keyboard');
    await other.sees('By keyboard');
    const { page } = other;
    await articleOf(page, 'By keyboard')
      .getByRole('button', { name: /^Actions for / })
      .press('Enter');
    await page.getByRole('menuitem', { name: 'React' }).press('Enter');
    await page.locator('button:focus').and(page.getByLabel('Thumbs up')).waitFor();
    const boxes = await Promise.all(
      (await page.locator('.emoji button').all()).map((button) => button.boundingBox()),
    );
    expect(boxes).toHaveLength(8);
    expect(new Set(boxes.map((box) => box?.y)).size).toBe(1);
    const field = page.getByLabel('Another emoji');
    for (const none of ['hello', '🦄🦄', 'é']) {
      await field.fill(none);
      await field.press('Enter');
      await page.getByRole('alert').getByText('That is no emoji, or several.').waitFor();
      expect(await field.inputValue()).toBe(none);
    }
    await field.fill('🦄');
    await field.press('Enter');
    await barOf(one.page, 'By keyboard')
      .getByRole('button', { name: /^🦄 1: / })
      .waitFor();
    // Without what asks for its colours it is the same.
    await barOf(page, 'By keyboard').getByRole('button', { name: 'Add a reaction' }).press('Enter');
    await field.fill('❤');
    await field.press('Enter');
    await barOf(one.page, 'By keyboard')
      .getByRole('button', { name: /^❤️ 1: / })
      .waitFor();
    expect(await barOf(page, 'By keyboard').getByRole('button').count()).toBe(3);
  });

  test('is told above the page what the server refuses, as where the message is deleted meanwhile', async () => {
    const { one, other } = await visitBoth(browser(), chat);
    await one.say('Soon gone');
    await other.sees('Soon gone');
    const dialog = await open(other, 'Soon gone');
    const article = articleOf(one.page, 'Soon gone');
    await article.hover();
    await article.getByRole('button', { name: /^Actions for / }).click();
    await one.page.getByRole('menuitem', { name: 'Delete' }).click();
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    // Not by its role: behind the dialog nothing has one.
    await other.page.locator('.message').filter({ hasText: 'Soon gone' }).waitFor({ state: 'detached' });
    await dialog.getByRole('button', { name: 'Thumbs up' }).click();
    await other.page
      .getByText(/^Your reaction 👍 was not added: /)
      .first()
      .waitFor();
  });
});
