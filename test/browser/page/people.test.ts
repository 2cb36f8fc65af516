import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { waitUntil } from '../wait-until.ts';
import { loseNetwork } from './lose-network.ts';
import { visit } from './open-page.ts';

/** A title follows behind the conversation that it names: it is set in an effect. */
const waitForTitle = (page: Page, title: string) =>
  waitUntil(page, `document.title === ${JSON.stringify(title)}`);

describeInChromium('two people at the page', (browser) => {
  const chat = startChatUnderTest();

  test('find each other, become friends, and one blocks the other until they take it back', async () => {
    const names = [chat.name('one'), chat.name('other')] as const;
    const [{ page }, other] = await Promise.all([
      visit(browser(), chat.stack.url, names[0]),
      visit(browser(), chat.stack.url, names[1]),
    ]);
    const dialog = page.getByRole('dialog');

    // A name that nobody has is told at the field, and opens nothing. Escape leads back to where one wrote.
    await page.keyboard.press('Control+k');
    await page.keyboard.type('nobody-at-all');
    await page.keyboard.press('Enter');
    await dialog.getByText('Nobody of that name has ever signed in here.').waitFor();
    await waitForTitle(page, 'Lobby – Chat');
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('#message:focus').waitFor();

    // An address that names no conversation doesn't stay.
    await page.evaluate('location.hash = "foo"');
    await page.waitForURL((url) => url.hash === '');

    // Who spoke is suggested, and oneself can't be asked.
    await other.say('Hello');
    await page.getByRole('link', { name: new RegExp(`${names[1]}: Hello`) }).waitFor();
    await page.getByRole('button', { name: 'People' }).click();
    const field = dialog.getByLabel('Ask somebody to be friends');
    await dialog.locator(`datalist option[value="${names[1]}"]`).waitFor({ state: 'attached' });
    await field.fill(names[0]);
    await field.press('Enter');
    await dialog.getByText('That is you.').waitFor();
    // Who is found by the beginning of a name isn't asked in the place of who has that name.
    const beginning = names[1].slice(0, -1);
    await field.fill(beginning);
    await dialog.getByRole('button', { name: names[1], exact: true }).waitFor();
    await field.press('Enter');
    await dialog.getByText('Nobody of that name has ever signed in here.').waitFor();
    expect(await field.inputValue()).toBe(beginning);
    await field.fill(names[1]);
    await field.press('Enter');
    await dialog.getByText(`${names[1]} has been asked.`).waitFor();
    await page.keyboard.press('Escape');

    // The request is seen without looking for it, and answered where it stands.
    await other.page.getByRole('link', { name: new RegExp(`${names[0]}.*friend request`) }).click();
    await waitForTitle(other.page, `(1) ${names[0]} – Chat`);
    await other.page.getByRole('button', { name: `Accept ${names[0]}` }).click();
    await other.page.getByRole('link', { name: /friend request/ }).waitFor({ state: 'detached' });
    await waitForTitle(other.page, `${names[0]} – Chat`);

    // A block is asked before, and Escape is a no.
    await page.getByRole('link', { name: `You and ${names[1]} are friends` }).click();
    const actions = page.getByRole('button', { name: `Actions for ${names[1]}` });
    const question = page.getByRole('alertdialog');
    await actions.click();
    await page.getByRole('menuitem', { name: 'Block' }).click();
    await question.getByText('This also ends your friendship.').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await actions.click();
    await page.getByRole('menuitem', { name: 'Block' }).click();
    await question.getByRole('button', { name: 'Block' }).click();
    const unblock = page.getByRole('button', { name: `Unblock ${names[1]}` });
    await unblock.waitFor();
    await page.locator('#message').waitFor({ state: 'detached' });
    await other.say('Why?');
    await other.page.getByText('They have blocked you.', { exact: true }).waitFor();
    await other.page.getByRole('button', { name: 'Discard' }).click();
    await other.page.getByText('They have blocked you.', { exact: true }).waitFor({ state: 'detached' });
    await unblock.click();
    await page.locator('#message').waitFor();

    // An invitation to a group is seen, and taken up, where the two whisper.
    const group = chat.name('team');
    await page.evaluate(`location.hash = ${JSON.stringify(encodeURIComponent(`group:${group}`))}`);
    await page.getByRole('button', { name: 'Make it…' }).click();
    await page.getByRole('button', { name: 'Make the group' }).click();
    await page.getByRole('button', { name: `Actions for ${group}` }).click();
    await page.getByRole('menuitem', { name: 'Invite…' }).click();
    await dialog.getByLabel('Who is to be invited').fill(names[1]);
    await page.keyboard.press('Enter');
    await dialog.getByText(`${names[1]} has been invited.`).waitFor();
    await other.page.getByText(`${names[0]} invites you to ${group}.`).waitFor();
    await other.page.getByRole('button', { name: 'People, 1 invitation' }).click();
    await other.page
      .getByRole('dialog')
      .getByRole('button', { name: `Join ${group}` })
      .waitFor();
    await other.page.keyboard.press('Escape');
    await other.page.getByRole('dialog').waitFor({ state: 'detached' });
    await other.page.getByRole('button', { name: `Join ${group}` }).click();
    await waitForTitle(other.page, `${group} – Chat`);
    await other.page.getByRole('button', { name: 'People', exact: true }).waitFor();
    expect(await other.page.getByText('invites you').count()).toBe(0);
  });

  test('see in the list what could not be sent where nothing was said yet', async () => {
    const user = chat.name('one');
    const one = await visit(browser(), chat.stack.url, user);
    await one.goTo('whisper:nobody-at-all');
    await one.page.getByRole('button', { name: 'Actions for nobody-at-all' }).click();
    await one.page.getByText('To be chosen once something was said here.').waitFor();
    await one.page.keyboard.press('Escape');
    await one.page.getByRole('menu').waitFor({ state: 'detached' });
    const restore = await loseNetwork(chat, one.page.context(), user);
    await one.say('Anybody there?');
    await one.page.locator('.is-pending').getByText('Anybody there?').waitFor();
    await restore();
    await one.page.getByRole('link', { name: /nobody-at-all.*You: Anybody there\? not sent/ }).waitFor();
  });
});
