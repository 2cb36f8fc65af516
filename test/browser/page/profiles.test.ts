import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { findFaults } from './find-faults.ts';
import { loseNetwork } from './lose-network.ts';
import { visit, visitBoth } from './open-page.ts';

const PICTURE = 'https://pictures.example/ann.png';
/** A dot. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

/** Stands in for the picture's host. @returns the headers with which it was asked */
async function servePictures(page: Page): Promise<Record<string, string>[]> {
  const asked: Record<string, string>[] = [];
  await page.route('https://pictures.example/**', (route) => {
    asked.push(route.request().headers());
    return route.fulfill({ body: PNG, contentType: 'image/png' });
  });
  return asked;
}

/** Of an element in the page. */
const HAS_FOCUS = (element: { matches(selector: string): boolean }) => element.matches(':focus');

/** Says something of oneself. */
async function describeOneself(page: Page, texts: Readonly<Record<string, string>>): Promise<void> {
  await page.locator('button.account').click();
  await page.getByRole('menuitem', { name: 'Your profile' }).click();
  for (const [label, text] of Object.entries(texts))
    await page.getByRole('textbox', { name: label }).fill(text);
  await page.getByRole('button', { name: 'Save' }).click();
}

describeInChromium('who says something of themselves', (browser) => {
  const chat = startChatUnderTest();

  test('is called so, and shown with a picture, by all who look; the name is told beside it', async () => {
    const { names, one, other } = await visitBoth(browser(), chat);
    await servePictures(one.page);
    const asked = await servePictures(other.page);
    const texts = { 'Display name': 'Ann Lee', Picture: PICTURE, 'About you': 'On call\nthis week' };
    await describeOneself(one.page, texts);
    await one.page.getByRole('dialog').waitFor({ state: 'detached' });
    await one.page.locator('button.account').getByText('Ann Lee').waitFor();

    await one.say('Hello from Ann');
    await other.page.getByRole('article', { name: `Ann Lee (${names[0]})` }).waitFor();
    await other.page.getByRole('link', { name: /Lobby.*Ann Lee: Hello from Ann/ }).waitFor();
    await other.page.locator('.message .real-name').getByText(names[0], { exact: true }).waitFor();
    const picture = other.page.locator(`.message img.avatar[src="${PICTURE}"]`);
    await picture.waitFor();
    expect(await picture.getAttribute('referrerpolicy')).toBe('no-referrer');
    expect(asked.length).toBeGreaterThan(0);
    for (const headers of asked) expect(headers.referer).toBeUndefined();

    // So it is where they are named: in a quote, among who reacted, and while they write.
    const hello = other.page.getByRole('article').filter({ hasText: 'Hello from Ann' });
    await one.page.getByRole('article').filter({ hasText: 'Hello from Ann' }).hover();
    await one.page.getByRole('button', { name: 'React: Thumbs up' }).click();
    await hello.getByRole('button', { name: `👍 1: Ann Lee (${names[0]})` }).waitFor();
    await hello.hover();
    await hello.getByRole('button', { name: 'Reply' }).click();
    await other.page.locator('.reply-strip').getByText('Replying to Ann Lee: Hello').waitFor();
    await other.say('Hello Ann');
    await other.page.locator('.quote').getByText('Ann Lee: Hello from Ann').waitFor();
    await one.goTo(`whisper:${names[1]}`);
    await other.goTo(`whisper:${names[0]}`);
    await one.page.locator('#message').pressSequentially('On my way');
    await other.page.getByText('Ann Lee is typing…').waitFor();
    await other.goTo('lobby');

    // By the keyboard, and back to where one was.
    const author = hello.getByRole('button', { name: `Profile of Ann Lee (${names[0]})` });
    await author.press('Enter');
    const profile = other.page.getByRole('dialog', { name: 'Profile' });
    await profile.getByText('On call').waitFor();
    await profile.getByText(names[0], { exact: true }).waitFor();
    await profile.getByRole('button', { name: 'Ask to be friends' }).click();
    await profile.getByRole('button', { name: 'Withdraw the request' }).waitFor();
    await profile.getByRole('button', { name: 'Block' }).click();
    const question = other.page.getByRole('alertdialog', { name: `Block Ann Lee (${names[0]})?` });
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    await other.page.keyboard.press('Escape');
    await profile.waitFor({ state: 'detached' });
    expect(await author.evaluate(HAS_FOCUS)).toBe(true);
    await hello.locator('.picture').first().click();
    await profile.getByRole('link', { name: 'Whisper' }).click();
    await other.page.getByRole('heading', { name: 'Ann Lee' }).waitFor();
    await other.page.getByText(`${names[0]}: Whisper between you two`).waitFor();
    await other.page.getByRole('button', { name: `Actions for ${names[0]}` }).click();
    await other.page.getByRole('menuitem', { name: 'Profile' }).click();
    const card = other.page.getByRole('dialog', { name: 'Profile' });
    await card.getByText('On call').waitFor();
    await card.getByText(names[0], { exact: true }).waitFor();
  });

  test('is told at the form what can’t be shown, and may take back what was', async () => {
    const name = chat.name('one');
    const { page } = await visit(browser(), chat.stack.url, name);
    const account = page.locator('button.account');
    await describeOneself(page, { Picture: 'ftp://pictures.example/ann.png' });
    await page.getByRole('alert').getByText('The picture’s address begins with https://').waitFor();
    await page.getByLabel('Picture').fill('');
    await page.getByLabel('Display name').fill('Ann Lee');
    await page.getByRole('button', { name: 'Save' }).click();
    await account.getByText('Ann Lee').waitFor();
    await describeOneself(page, { 'Display name': '' });
    await account.getByText(name).waitFor();
  });

  test('is found by it where a whisper begins, by the keyboard alone; that nobody is called so is told', async () => {
    const { names, one, other } = await visitBoth(browser(), chat);
    await describeOneself(one.page, { 'Display name': 'Zoe Quist' });
    await one.page.locator('button.account').getByText('Zoe Quist').waitFor();
    await other.page.keyboard.press('Control+k');
    await other.page.locator('.popup input:focus').waitFor();
    await other.page.keyboard.type('zoe q');
    const zoe = other.page.getByRole('button', { name: `Zoe Quist ${names[0]}` });
    await zoe.waitFor();
    await other.page.keyboard.press('ArrowDown');
    await other.page.keyboard.press('Enter');
    await other.page.getByRole('heading', { name: 'Zoe Quist' }).waitFor();
    await other.goTo('lobby');

    await other.page.keyboard.press('Control+k');
    await other.page.locator('.popup input:focus').waitFor();
    await other.page.keyboard.type('zoe quiz');
    const dialog = other.page.getByRole('dialog');
    await dialog.getByRole('status').getByText('Nobody found').waitFor();
    await other.page.keyboard.press('Backspace');
    const found = dialog.getByRole('button', { name: `Zoe Quist ${names[0]}` });
    await found.waitFor();
    await other.page.keyboard.press('ArrowDown');
    expect(await found.evaluate(HAS_FOCUS)).toBe(true);
    await other.page.keyboard.press('ArrowUp');
    const field = dialog.getByLabel('Whisper to');
    expect(await field.evaluate(HAS_FOCUS)).toBe(true);
    // What can be no name is one by the first, and asked by the second.
    await other.page.keyboard.press('Enter');
    expect(await field.inputValue()).toBe(names[0]);
    await other.page.keyboard.press('Enter');
    await other.page.getByRole('heading', { name: 'Zoe Quist' }).waitFor();
  });

  test('are muted and banned by an admin from there; they see until when, and come back once that is over', async () => {
    const name = chat.name('one');
    const [admin, one] = await Promise.all([
      visit(browser(), chat.stack.url, 'admin', { bypassCSP: true }),
      visit(browser(), chat.stack.url, name),
    ]);
    await one.say('Buy now');
    const said = admin.page.getByRole('article').filter({ hasText: 'Buy now' });
    await said.getByRole('button', { name: `Profile of ${name}` }).click();
    const profile = admin.page.getByRole('dialog', { name: 'Profile' });
    // Only what can be done is offered.
    await profile.getByRole('button', { name: 'Unban' }).waitFor({ state: 'detached' });
    await profile.getByRole('button', { name: 'Mute in the lobby…' }).click();
    const mute = admin.page.getByRole('dialog', { name: `Mute ${name} in the lobby` });
    await mute.getByRole('button', { name: 'Mute' }).click();
    const note = one.page.getByText('You are muted here until');
    await note.waitFor();
    await mute.waitFor({ state: 'detached' });
    // Whoever wasn't told learns it when they speak; and what they said is kept.
    await one.page.reload();
    await one.page.getByText('connected', { exact: true }).waitFor({ state: 'attached' });
    await one.say('But why');
    await one.page.locator('.is-failed').getByText('You are muted here. You may speak again in').waitFor();
    await one.sees('But why');
    await note.waitFor();

    await profile.getByRole('button', { name: 'Ban…' }).click();
    const ban = admin.page.getByRole('dialog', { name: `Ban ${name}` });
    await ban.getByLabel('For how long').selectOption('1 day');
    await ban.getByLabel('Why').fill('Spam');
    await ban.getByRole('button', { name: 'Ban', exact: true }).click();
    await one.page.getByRole('heading', { name: 'You are banned' }).waitFor();
    await one.page.getByText(/has banned you from this chat until .*\d/).waitFor();
    const again = one.page.getByRole('button', { name: 'Try again', disabled: false });
    await one.page.locator('button:focus', { hasText: 'Try again' }).press('Enter');
    await again.waitFor();
    await one.page.locator('button:focus', { hasText: 'Try again' }).waitFor();
    await ban.waitFor({ state: 'detached' });
    await profile.locator('button:focus', { hasText: 'Unban' }).waitFor();
    expect(await profile.getByRole('button', { name: 'Ban…' }).count()).toBe(0);
    await admin.page.keyboard.press('Escape');
    await profile.waitFor({ state: 'detached' });

    await admin.page.locator('button.account').click();
    await admin.page.getByRole('menuitem', { name: 'Keeping order' }).click();
    const order = admin.page.getByRole('dialog', { name: 'Keeping order' });
    await order.getByText('Nothing waits to be looked at.').waitFor();
    await order.getByRole('tab', { name: 'Audit' }).click();
    await order.getByText(`You banned ${name} until`).waitFor();
    await order.getByRole('tab', { name: 'Banned' }).click();
    await order.getByText('Spam').waitFor();
    expect(await findFaults(admin.page)).toEqual([]);
    await order.getByRole('button', { name: `Unban ${name}` }).click();
    await order.getByText('Nobody is banned.').waitFor();
    await again.click();
    await one.page.getByText('connected', { exact: true }).waitFor({ state: 'attached' });
  });

  test('with long names has them cut on a phone: each on a line, and nothing over what is said', async () => {
    const [long, asked] = [chat.name('max-with-a-very-long-user-name-indeed'), chat.name('one')];
    const [{ client }, one] = await Promise.all([
      connectSdk(chat.stack, long),
      visit(browser(), chat.stack.url, asked, { viewport: { width: 320, height: 640 }, bypassCSP: true }),
    ]);
    await client.profile({ display_name: 'Maximilian of a Very Long House of Names, the Third' });
    await client.lobby('Some words that stand below the names');
    await client.add(asked);
    await one.page.getByRole('button', { name: 'People, 1 friend request' }).click();
    const dialog = one.page.getByRole('dialog', { name: 'People' });
    const link = dialog.getByRole('link', { name: 'Maximilian' });
    await dialog.getByRole('button', { name: `Accept ${long}` }).waitFor();
    expect((await link.boundingBox())?.height).toBeLessThan(30);
    expect(await findFaults(one.page)).toEqual([]);
    await one.page.keyboard.press('Escape');
    await one.goTo('lobby');
    const said = one.page.getByRole('article').filter({ hasText: 'Some words' });
    expect((await said.locator('.real-name').boundingBox())?.height).toBeLessThan(25);
    expect((await said.locator('time').boundingBox())?.height).toBeLessThan(25);
  });

  test('whose picture isn’t there is shown by a letter; it is asked for once, and again where it is another', async () => {
    const { names, one, other } = await visitBoth(browser(), chat);
    // Another than that of other tests, which a browser may have.
    const missing = 'https://pictures.example/missing.png';
    const asked: string[] = [];
    await one.page.route('https://pictures.example/**', (route) => route.abort());
    await other.page.route('https://pictures.example/**', (route) => {
      asked.push(route.request().url());
      return route.abort();
    });
    await describeOneself(one.page, { 'Display name': '李小龍', Picture: missing });
    await one.page.getByRole('dialog').waitFor({ state: 'detached' });
    const isAsked = other.page.waitForRequest(missing);
    await one.say('Hello');
    await isAsked;
    const article = other.page.getByRole('article', { name: new RegExp(names[0]) });
    await article.locator('span.avatar').getByText('李').waitFor();
    // Lines that came while it was being asked for may have asked, too.
    const times = asked.length;
    await other.goTo(`whisper:${names[0]}`);
    await other.page.locator('.conversation-header span.avatar').getByText('李').waitFor();
    await other.page.locator('.conversations span.avatar').getByText('李').waitFor();
    expect(asked).toHaveLength(times);
    const next = missing.replace('missing', 'new');
    await describeOneself(one.page, { Picture: next });
    // With the next connection it is known.
    const restore = await loseNetwork(chat, other.page.context(), names[1]);
    const isAskedFor = other.page.waitForRequest(next);
    await restore();
    await isAskedFor;
    await other.page.locator('.conversation-header span.avatar').getByText('李').waitFor();
  });
});
