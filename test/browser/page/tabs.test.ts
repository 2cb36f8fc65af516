import { readFile } from 'node:fs/promises';
import { expect, test } from '@jest/globals';
import type { BrowserContext, Page } from 'playwright-core';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { waitUntil } from '../wait-until.ts';
import { findFaults } from './find-faults.ts';
import { openPage, signIn, type Visitor, visit } from './open-page.ts';

/** Keeps what the page would show on the desktop, and lets a test say whether anybody sees the page. */
const WATCH_NOTIFICATIONS = `
  globalThis.shown = [];
  globalThis.Notification = class {
    static permission = 'granted';
    static requestPermission = async () => 'granted';
    constructor(title, { body, tag }) { shown.push({ title, body, tag }); }
    close() {}
  };
  localStorage.setItem('chat-notifications', 'yes');
  let visibility = 'visible';
  Object.defineProperty(document, 'visibilityState', { get: () => visibility });
  globalThis.turn = (to) => { visibility = to; document.dispatchEvent(new Event('visibilitychange')); };
`;

const storedBy = (page: Page, user: string) =>
  page.evaluate(`Object.keys(localStorage).filter((key) => key.includes(${JSON.stringify(user)}))`);

describeInChromium('somebody with several tabs', (browser) => {
  const chat = startChatUnderTest();

  /** Opens the page in another tab, as it is before anything is done there. */
  async function openTab(context: BrowserContext, storage = '{}'): Promise<Page> {
    const page = await context.newPage();
    await page.addInitScript(
      `if (!sessionStorage.getItem('copied')) Object.assign(sessionStorage, ${storage}, { copied: 'yes' });`,
    );
    await page.goto(chat.stack.url);
    return page;
  }

  /** The connections that a user has, by their ids. */
  const connectionsOf = async (user: string) =>
    (await chat.connectionRows()).filter((row) => row.startsWith(`user:${user} `));

  test('has one connection for all of twelve, on which each says and sees what there is', async () => {
    const user = chat.name('user');
    const first = await signIn(await openPage(browser(), chat.stack.url), user);
    const openAnother = async () => signIn(await openTab(first.page.context()), user);
    const others: Visitor[] = [];
    for (let pair = 0; pair < 5; pair++) others.push(...(await Promise.all([openAnother(), openAnother()])));
    const last = await openAnother();
    expect(await connectionsOf(user)).toHaveLength(1);

    const { client } = await connectSdk(chat.stack, chat.name('other'));
    const tabs = [first, ...others, last];
    await client.lobby('to all');
    await Promise.all(tabs.map((tab) => tab.sees('to all')));
    await others[3]?.say('from one');
    await Promise.all(tabs.map((tab) => tab.sees('from one')));

    // Closed ones, the first among them, take nothing from those that stay.
    await Promise.all([first, ...others].map(({ page }) => page.close()));
    await client.whisper(user, 'to the last');
    await last.page.getByRole('link', { name: /other.*1 unread/i }).waitFor();
    expect(await connectionsOf(user)).toHaveLength(1);
  });

  test('signs in by itself in a duplicate, whose tokens are its own, and leaves the first tab as it is', async () => {
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    // As a browser does it: what the tab has stored is copied.
    const storage = await one.page.evaluate('JSON.stringify({ ...sessionStorage })');
    const copy = await openTab(one.page.context(), String(storage));
    await copy.getByRole('textbox').press('Enter');
    await copy.locator('#message').waitFor();
    const tokensOf = (page: Page) =>
      page.evaluate(
        'Object.entries({ ...sessionStorage }).filter(([key]) => key.startsWith("oidc.user")).map(([, user]) => JSON.parse(user).refresh_token)',
      );
    expect(await tokensOf(copy)).not.toEqual(await tokensOf(one.page));
    // A reload of either is no duplicate.
    for (const page of [one.page, copy]) {
      await page.reload();
      await page.locator('#message').waitFor();
    }
  });

  test('is notified by hidden tabs alone, once, and not while another one is seen', async () => {
    const [name, other] = [chat.name('one'), chat.name('other')];
    const page = await openPage(browser(), chat.stack.url);
    await page.context().addInitScript(WATCH_NOTIFICATIONS);
    await page.reload();
    await signIn(page, name);
    const second = await openTab(page.context());
    await signIn(second, name);
    const { client } = await connectSdk(chat.stack, other);
    const unread = (tab: Page, count: number) =>
      tab.getByRole('link', { name: new RegExp(`${other}.*${count} unread`) }).waitFor();
    const shown = async () => [
      ...((await page.evaluate('shown')) as object[]),
      ...((await second.evaluate('shown')) as object[]),
    ];

    await second.evaluate('turn("hidden")');
    await client.whisper(name, 'seen in the other tab');
    await Promise.all([unread(page, 1), unread(second, 1)]);
    expect(await shown()).toEqual([]);

    await page.evaluate('turn("hidden")');
    await client.whisper(name, 'seen nowhere');
    await Promise.all([unread(page, 2), unread(second, 2)]);
    await waitUntil(page, 'shown.length === 1');
    await waitUntil(second, 'shown.length === 1');
    const notification = {
      title: other,
      body: 'seen nowhere',
      tag: expect.stringContaining(`whisper:${other}`),
    };
    const [first, again] = (await shown()) as { tag: string }[];
    expect(first).toEqual(notification);
    // By its tag the browser knows it as the same one.
    expect(again).toEqual(first);

    // Of the lobby only what mentions one.
    await client.lobby('Hello, all');
    await client.lobby(`Hello, @${name}`);
    await waitUntil(page, 'shown.length === 2');
    expect((await page.evaluate('shown')) as object[]).toMatchObject([
      first,
      { title: `${other} in Lobby`, body: `Hello, @${name}` },
    ]);

    // Nothing of what is muted, here by another device.
    const { client: phone } = await connectSdk(chat.stack, name);
    await phone.notify('lobby', 'none');
    await page.getByRole('link', { name: /Lobby muted/ }).waitFor();
    await client.lobby(`Hello again, @${name}`);
    await client.whisper(name, 'heard');
    await waitUntil(page, 'shown.length === 3');
    expect(((await page.evaluate('shown')) as object[]).at(-1)).toMatchObject({
      title: other,
      body: 'heard',
    });
  });

  test('saves what is kept of them as a file, and deletes their account: nothing of it is left in any tab', async () => {
    const user = chat.name('one');
    const first = await signIn(await openPage(browser(), chat.stack.url, { bypassCSP: true }), user);
    const { page } = first;
    const second = await signIn(await openTab(page.context()), user);
    await first.say('Remember this');
    await second.sees('Remember this');
    await second.page.locator('#message').fill('half a secret');
    const openFromMenu = async (item: string) => {
      await page.locator('button.account').click();
      await page.getByRole('menuitem', { name: item }).click();
    };

    const saved = page.waitForEvent('download');
    await openFromMenu('Download my data');
    const file = await saved;
    expect(file.suggestedFilename()).toMatch(new RegExp(`^chat-${user}-\\d{4}-\\d\\d-\\d\\d\\.json$`));
    const { items } = JSON.parse(await readFile(await file.path(), 'utf8'));
    const said = expect.objectContaining({ content: 'Remember this' });
    expect(items).toContainEqual({ kind: 'event', event: said });
    await page.getByRole('dialog', { name: 'Your data' }).getByText('All is there').waitFor();
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.locator('.popup').waitFor({ state: 'detached' });

    await openFromMenu('Delete my account…');
    const dialog = page.getByRole('dialog', { name: 'Delete your account' });
    await dialog.getByText('What stays').waitFor();
    expect(await findFaults(page)).toEqual([]);
    const field = dialog.getByLabel(`Your name, ${user}, typed again`);
    await field.fill('somebody');
    await field.press('Enter');
    await dialog.getByText(`Type your name as it is: ${user}`).waitFor();
    const keys = await storedBy(page, '');
    expect(keys).not.toEqual([]);
    await field.fill(user);
    await field.press('Enter');
    for (const tab of [page, second.page]) {
      await tab.getByText('This account has been deleted').waitFor();
      await tab.locator('button:focus', { hasText: 'Sign in' }).waitFor();
    }
    expect(await storedBy(page, '')).toEqual([]);
    // By that name nobody comes in again, and nothing goes on trying.
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('textbox').fill(user);
    await page.getByRole('textbox').press('Enter');
    await page.getByText('This account has been deleted').waitFor();
  });

  test('is told what to do when the browser refuses to notify, and leaves nothing in it after signing out', async () => {
    const name = chat.name('one');
    const page = await openPage(browser(), chat.stack.url);
    await page.addInitScript(
      'Notification.requestPermission = async () => "denied"; Object.defineProperty(Notification, "permission", { get: () => "denied" });',
    );
    await page.reload();
    const one = await signIn(page, name);
    await page.locator('#message').fill('half a secret');
    const [key] = (await page.evaluate(
      'Object.keys(localStorage).filter((key) => key.startsWith("chat-draft "))',
    )) as string[];
    const owner = key?.split(' ')[1] ?? '';
    expect(owner).not.toBe('');
    await one.page.getByRole('button', { name }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Notifications' }).click();
    await page.getByText('Your browser keeps this page from notifying you').waitFor();
    await page.getByRole('menuitem', { name: 'Sign out' }).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Sign out' }).click();
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(await storedBy(page, owner)).toEqual([]);
  });
});
