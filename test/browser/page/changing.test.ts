import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { loseNetwork } from './lose-network.ts';
import { type Visitor, visit, visitBoth } from './open-page.ts';

const sentOf = (page: Page, text: string) => page.locator('.message:not(.is-pending)').getByText(text);
const articleOf = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });

/** Chooses what may be done to a message of one's own. */
async function choose({ page }: Visitor, text: string, action: 'Edit' | 'Delete'): Promise<void> {
  const article = articleOf(page, text);
  await article.hover();
  await article.getByRole('button', { name: /^Actions for your message of/ }).click();
  await page.getByRole('menuitem', { name: action }).click();
}

/** Where one writes, once it has the focus. */
async function fieldOf({ page }: Visitor, label: string | RegExp) {
  const field = page.getByLabel(label);
  await page.locator('#message:focus').waitFor();
  await field.waitFor();
  return field;
}

describeInChromium('who has said something', (browser) => {
  const chat = startChatUnderTest();
  const visitors = () => visitBoth(browser(), chat);

  test('edits it by its menu: others see what it says now, and when that was written', async () => {
    const { one, other } = await visitors();
    await one.say('Helo there');
    await other.sees('Helo there');
    await choose(one, 'Helo there', 'Edit');
    const field = await fieldOf(one, 'Edit your message');
    expect(await field.inputValue()).toBe('Helo there');
    await one.page.locator('.is-editing').getByText('Helo there').waitFor();
    await field.fill('Hello there');
    await field.press('Enter');
    await one.sees('Hello there');
    await other.sees('Hello there');
    const edited = articleOf(other.page, 'Hello there').locator('.edited');
    expect(await edited.textContent()).toBe('edited');
    expect(await edited.getAttribute('title')).toMatch(/\d{4}/);
    await other.page.getByRole('article', { name: /, edited$/ }).waitFor();
    await other.page.getByRole('link', { name: /Lobby.*Hello there/ }).waitFor();
    expect(await other.messages()).not.toContain('Helo there');
    const others = articleOf(other.page, 'Hello there');
    await others.hover();
    await others.getByRole('button', { name: /^Actions for .*one.*’s message of/ }).click();
    await other.page.getByRole('menuitem', { name: 'Reply' }).waitFor();
    expect(await other.page.getByRole('menuitem').allTextContents()).toEqual([
      'Reply',
      'React…',
      'Copy text',
      'Copy link',
      'Report…',
    ]);
    await other.page.keyboard.press('Escape');
    await fieldOf(one, 'Message in Lobby');
  });

  test('edits the last of it by the arrow up, and leaves it as it is by Escape; what was being written stays', async () => {
    const { one, other } = await visitors();
    await one.say('First of mine');
    await one.say('Last of mine');
    await sentOf(one.page, 'Last of mine').waitFor();
    const composer = await fieldOf(one, 'Message in Lobby');
    await composer.press('ArrowUp');
    const field = await fieldOf(one, 'Edit your message');
    expect(await field.inputValue()).toBe('Last of mine');
    await one.page.keyboard.type(', still');
    await one.page.keyboard.press('Escape');
    await fieldOf(one, 'Message in Lobby');
    expect(await one.messages()).toEqual(expect.arrayContaining(['First of mine', 'Last of mine']));
    await composer.press('ArrowUp');
    await fieldOf(one, 'Edit your message');
    await one.page.keyboard.type(', now');
    await one.page.keyboard.press('Enter');
    await other.sees('Last of mine, now');
    await other.sees('First of mine');
    await composer.fill('a draft');
    await composer.press('ArrowUp');
    expect(await composer.inputValue()).toBe('a draft');
    await choose(one, 'First of mine', 'Edit');
    await (await fieldOf(one, 'Edit your message')).press('Escape');
    expect(await (await fieldOf(one, 'Message in Lobby')).inputValue()).toBe('a draft');
    // One goes on where one was.
    await one.page.keyboard.type(', kept');
    expect(await (await fieldOf(one, 'Message in Lobby')).inputValue()).toBe('a draft, kept');
  });

  test('deletes it when asked twice: a place without words stays, for everybody', async () => {
    const { one, other } = await visitors();
    await one.say('Better unsaid');
    await other.sees('Better unsaid');
    await choose(one, 'Better unsaid', 'Delete');
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
    await one.page.getByRole('alertdialog').waitFor({ state: 'detached' });
    await one.sees('Better unsaid');
    // By the keyboard one goes on where one writes: the message's menu is gone.
    await articleOf(one.page, 'Better unsaid')
      .getByRole('button', { name: /^Actions for your message of/ })
      .press('Enter');
    await one.page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
    await one.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).press('Enter');
    await one.page.getByRole('alertdialog').waitFor({ state: 'detached' });
    for (const { page, messages } of [one, other]) {
      await page.getByRole('article').getByText('Message deleted').first().waitFor();
      await page.getByRole('link', { name: /Lobby.*Message deleted/ }).waitFor();
      expect(await messages()).not.toContain('Better unsaid');
    }
    await one.page.locator('#message:focus').waitFor();
    await other.page.reload();
    await other.page.getByRole('article').getByText('Message deleted').first().waitFor();
    const [last] = await articleOf(one.page, 'Message deleted').all();
    expect(await last?.getByRole('button').count()).toBe(0);
  });

  test('moves nothing by a menu, a change or its mark: each line stays as high as it was', async () => {
    const { one } = await visitors();
    await one.say('A line');
    await one.say('Another');
    await sentOf(one.page, 'Another').waitFor();
    const boxes = async () =>
      (await one.page.getByRole('article').all()).map(
        async (article) => (await article.boundingBox())?.height,
      );
    const before = await Promise.all(await boxes());
    for (const text of ['A line', 'Another']) {
      await choose(one, text, 'Edit');
      await (await fieldOf(one, 'Edit your message')).fill(`${text}, changed`);
      expect(await Promise.all(await boxes())).toEqual(before);
      await one.page.keyboard.press('Enter');
      await articleOf(one.page, `${text}, changed`).locator('.edited').waitFor();
      expect(await Promise.all(await boxes())).toEqual(before);
    }
  });

  test('edits it without a network: it is shown as what waits, and others see it when there is one', async () => {
    const { names, one, other } = await visitors();
    await one.say('Written before');
    await other.sees('Written before');
    const restore = await loseNetwork(chat, one.page.context(), names[0]);
    await one.page.getByText('There is no network').waitFor();
    await choose(one, 'Written before', 'Edit');
    const field = await fieldOf(one, 'Edit your message');
    await field.fill('Written without');
    await field.press('Enter');
    const waiting = articleOf(one.page, 'Written without');
    await waiting.locator('.waiting').waitFor();
    expect(await waiting.getAttribute('aria-label')).toMatch(/^You, .*, change being sent$/);
    expect(await other.messages()).toContain('Written before');
    await one.say('Unsent');
    await one.page.locator('.is-pending').getByText('Unsent').waitFor();
    // Neither it nor the one before it.
    await one.page.keyboard.press('ArrowUp');
    await fieldOf(one, 'Message in Lobby');
    await restore();
    await other.sees('Written without');
    await waiting.locator('.waiting').waitFor({ state: 'detached' });
    await waiting.locator('.edited').waitFor();
  });
});

describeInChromium('where nothing may be edited any more', (browser) => {
  const chat = startChatUnderTest({ settings: { editHours: '0' } });

  test('the message says so, is as it was, and can be tried again or left', async () => {
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    await one.say('Too old');
    await one.sees('Too old');
    await choose(one, 'Too old', 'Edit');
    const field = await fieldOf(one, 'Edit your message');
    await field.fill('New again');
    await field.press('Enter');
    const failure = one.page.getByText('Not edited to “New again”: It is too late to edit that message.');
    const article = articleOf(one.page, 'Too old');
    await article.filter({ has: failure }).waitFor();
    expect(await one.messages()).toContain('Too old');
    // For who doesn't see it.
    await one.page.getByRole('alert').filter({ hasText: 'It is too late' }).waitFor({ state: 'attached' });
    await article.getByRole('button', { name: 'Try again' }).click();
    await article.filter({ has: failure }).waitFor();
    await article.getByRole('button', { name: 'Discard' }).click();
    await article.locator('.failure').waitFor({ state: 'detached' });
  });
});
