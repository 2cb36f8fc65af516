import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { findFaults } from './find-faults.ts';
import { openPage, signIn, visit } from './open-page.ts';

describeInChromium('the page', (browser) => {
  const chat = startChatUnderTest();

  test.each(['light', 'dark'] as const)(
    'keeps nobody out, in %s colours: axe finds nothing serious',
    async (colorScheme) => {
      const name = chat.name('one');
      const page = await openPage(browser(), chat.stack.url, { colorScheme, bypassCSP: true });
      expect(await findFaults(page)).toEqual([]);
      const one = await signIn(page, name);
      await one.say('Hello, see https://example.com');
      await one.sees('Hello, see https://example.com');
      await one.say('<b>');
      await page.locator('.message:not(.is-pending)').getByText('<b>').hover();
      await page.getByRole('button', { name: 'React: Heart' }).waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page
        .getByRole('button', { name: /^Actions for your message of/ })
        .first()
        .press('Enter');
      await page.getByRole('menuitem', { name: 'React' }).press('Enter');
      const picker = page.getByRole('dialog', { name: 'React to the message' });
      await picker.waitFor();
      expect(await findFaults(page)).toEqual([]);
      await picker.getByRole('button', { name: 'Party' }).press('Enter');
      await picker.waitFor({ state: 'detached' });
      await page.getByRole('button', { name: '🎉 1: You' }).waitFor();
      await page.locator('#message').focus();
      await page.keyboard.press('ArrowUp');
      await page.getByLabel('Edit your message').fill('<i>');
      expect(await findFaults(page)).toEqual([]);
      await page.keyboard.press('Enter');
      await page.locator('.is-own .edited').waitFor();
      await page
        .getByRole('button', { name: /^Actions for your message of/ })
        .first()
        .press('Enter');
      await page.getByRole('menuitem', { name: 'Delete' }).press('Enter');
      expect(await findFaults(page)).toEqual([]);
      await page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).press('Enter');
      await page.getByText('Message deleted').first().waitFor();
      await page.getByRole('alertdialog').waitFor({ state: 'detached' });
      expect(await findFaults(page)).toEqual([]);
      await page.getByRole('button', { name: 'People' }).click();
      await page.getByRole('dialog').waitFor();
      expect(await findFaults(page)).toEqual([]);
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
      await page.locator('button.account').click();
      await page.getByRole('menuitem', { name: 'Your profile' }).click();
      await page.getByRole('dialog', { name: 'Your profile' }).waitFor();
      expect(await findFaults(page)).toEqual([]);
    },
  );

  test('is used by the keyboard alone: to another conversation and back, into a dialog and out', async () => {
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    const { page } = one;
    await page.keyboard.type('typed at once');
    await page.keyboard.press('Enter');
    await one.sees('typed at once');
    const group = chat.name('group');
    await page.getByRole('button', { name: 'New conversation', disabled: false }).press('Enter');
    await page.getByLabel('Join a group').focus();
    await page.keyboard.type(group);
    await page.keyboard.press('Enter');
    await page.getByText(`There is no group ${group} that anybody may join.`).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog', { name: 'New group' }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: group }).waitFor();
    // Where one writes has the focus, whatever the dialog does as it closes.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.locator('#message:focus').waitFor();
    await page.keyboard.type('to the group alone');
    await page.keyboard.press('Enter');
    await one.sees('to the group alone');
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe(group);
    await page.keyboard.press('Alt+ArrowUp');
    await page.getByRole('heading', { name: 'Lobby' }).waitFor();
    await page.getByRole('button', { name: 'Skip to the message' }).press('Enter');
    await page.locator('#message:focus').waitFor();
    await page.getByRole('button', { name: 'People' }).press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('shows on a phone the list or a conversation, and leads back', async () => {
    const viewport = { width: 390, height: 780 };
    const page = await openPage(browser(), chat.stack.url, { viewport, isMobile: true, hasTouch: true });
    await page.getByRole('button', { name: 'Sign in' }).tap();
    await page.getByRole('textbox').fill(chat.name('one'));
    await page.getByRole('textbox').press('Enter');
    await page.getByRole('link', { name: /^Lobby/ }).tap();
    await page.locator('#message').fill('By touch');
    await page.getByRole('button', { name: 'Send' }).tap();
    // Where nothing can hover there is the menu, and always.
    const bar = page.getByRole('article').filter({ hasText: 'By touch' }).getByRole('toolbar');
    await bar.getByRole('button').waitFor();
    await page.getByRole('article').filter({ hasText: 'By touch' }).tap();
    expect(await bar.getByRole('button').count()).toBe(1);
    expect(await bar.evaluate((element) => getComputedStyle(element).opacity)).toBe('1');
    await bar.getByRole('button').tap();
    await page.getByRole('menuitem', { name: 'Reply' }).tap();
    await page.locator('#message:focus').waitFor();
    expect(await page.getByRole('navigation').isVisible()).toBe(false);
    await page.getByRole('link', { name: 'Conversations' }).tap();
    await page.getByRole('navigation').waitFor();
    expect(await page.locator('#message').isVisible()).toBe(false);
    // Nor is a way offered to where one would write.
    expect(await page.getByRole('button', { name: 'Skip to the message field' }).count()).toBe(0);
    // Nothing that isn't shown is where one is.
    expect(await page.locator('[aria-current]').count()).toBe(0);
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });
});

declare const getComputedStyle: (element: unknown) => { readonly opacity: string };
