import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { loseNetwork } from './lose-network.ts';
import { openPage, visit } from './open-page.ts';

describeInChromium('somebody at the page', (browser) => {
  const chat = startChatUnderTest();

  test('goes on without a network: what was said meanwhile comes, what was written is sent, each once', async () => {
    const name = chat.name('one');
    const one = await visit(browser(), chat.stack.url, name);
    const { client } = await connectSdk(chat.stack, chat.name('other'));
    await one.say('before');
    await one.page.locator('.message:not(.is-pending)').getByText('before').waitFor();
    const restore = await loseNetwork(chat, one.page.context(), name);
    await one.page.getByText('There is no network').waitFor();
    await client.lobby('meanwhile');
    await one.say('written offline');
    await one.page.locator('.is-pending').waitFor();
    await restore();
    await one.page.locator('.is-pending').waitFor({ state: 'detached' });
    await one.sees('meanwhile');
    expect((await one.messages()).toSorted()).toEqual(['before', 'meanwhile', 'written offline']);
  });

  test('finds after a reload what was typed and not sent, and is still signed in', async () => {
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    await one.page.locator('#message').fill('half a sent');
    await one.page.reload();
    await one.page.locator('#message').waitFor();
    expect(await one.page.locator('#message').inputValue()).toBe('half a sent');
  });

  test('is asked before signing out where that drops what they wrote', async () => {
    const name = chat.name('one');
    const one = await visit(browser(), chat.stack.url, name);
    await one.page.locator('#message').fill('half a sent');
    const signOut = async () => {
      await one.page.getByRole('button', { name }).click();
      await one.page.getByRole('menuitem', { name: 'Sign out' }).click();
    };
    await signOut();
    const question = one.page.getByRole('alertdialog', { name: 'Sign out?' });
    await question.getByText('what you have written and not sent').waitFor();
    await one.page.keyboard.press('Enter');
    await question.waitFor({ state: 'detached' });
    expect(await one.page.locator('#message').inputValue()).toBe('half a sent');
    await signOut();
    await question.getByRole('button', { name: 'Sign out' }).click();
    await one.page.getByRole('button', { name: 'Sign in' }).waitFor();
  });

  test('has no token in any address that the browser keeps, nor after signing out', async () => {
    const name = chat.name('one');
    const one = await visit(browser(), chat.stack.url, name);
    const addresses: string[] = [];
    one.page.on('framenavigated', (frame) => addresses.push(frame.url()));
    expect(one.page.url()).toBe(`${chat.stack.url}/`);
    await one.page.getByRole('button', { name }).click();
    await one.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await one.page.getByRole('button', { name: 'Sign in' }).waitFor();
    expect(addresses.filter((address) => /eyJ|token/.test(address))).toEqual([]);
    const stored = await one.page.evaluate(() => JSON.stringify({ ...sessionStorage, ...localStorage }));
    expect(stored).not.toContain('eyJ');
  });

  test('is told in its other tab when they have signed out in this one', async () => {
    const name = chat.name('one');
    const one = await visit(browser(), chat.stack.url, name);
    const context = one.page.context();
    const other = await context.newPage();
    await other.goto(chat.stack.url);
    await other.getByRole('button', { name: 'Sign in' }).click();
    await other.getByRole('textbox').fill(name);
    await other.getByRole('textbox').press('Enter');
    await other.locator('#message').waitFor();
    await one.page.getByRole('button', { name }).click();
    await one.page.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.getByText('You have signed out in another tab.').waitFor();
  });

  test('is told what is wrong when they come back from the issuer with an answer to no question', async () => {
    const page = await openPage(browser(), `${chat.stack.url}/?code=abc&state=nobody-asked`);
    await page.getByText(/Signing in did not work/).waitFor();
    expect(page.url()).toBe(`${chat.stack.url}/`);
    await page.getByRole('button', { name: 'Sign in' }).waitFor();
  });
});

declare const sessionStorage: object;
declare const localStorage: object;
