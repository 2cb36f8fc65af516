import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { waitUntil } from '../wait-until.ts';
import { visitBoth } from './open-page.ts';

describeInChromium('two people at the page', (browser) => {
  const chat = startChatUnderTest();
  const visitors = () => visitBoth(browser(), chat);

  test('talk in the lobby, each message shown to both once and in one order', async () => {
    const { one, other } = await visitors();
    await one.say('Hello');
    await other.sees('Hello');
    await other.say('Hi there');
    await one.sees('Hi there');
    expect(await one.messages()).toEqual(['Hello', 'Hi there']);
    expect(await other.messages()).toEqual(['Hello', 'Hi there']);
  });

  test('whisper: the other sees it counted as unread, opens it, and it is read', async () => {
    const { names, one, other } = await visitors();
    await one.goTo(`whisper:${names[1]}`);
    await one.say('Only for you');
    await one.sees('Only for you');
    const read = one.page.getByText('Read', { exact: true });
    expect(await read.count()).toBe(0);
    const link = other.page.getByRole('link', { name: new RegExp(`${names[0]}.*Only for you.*1 unread`) });
    await link.click();
    await other.sees('Only for you');
    await other.page.getByRole('link', { name: /unread/ }).waitFor({ state: 'detached' });
    await one.page.getByRole('article').filter({ hasText: 'Only for you' }).filter({ has: read }).waitFor();
    await other.say('Got it');
    await one.sees('Got it');
    // Once, below the last of one's own.
    await one.say('Good');
    await one.page.getByRole('article').filter({ hasText: 'Good' }).filter({ has: read }).waitFor();
    expect(await read.count()).toBe(1);
  });

  test('see that the other is typing, until the message comes', async () => {
    const { names, one, other } = await visitors();
    await one.goTo(`whisper:${names[1]}`);
    await other.goTo(`whisper:${names[0]}`);
    await one.page.getByRole('textbox', { name: /Message/ }).pressSequentially('On my way');
    const typing = other.page.getByText(`${names[0]} is typing…`);
    await typing.waitFor();
    await one.page.keyboard.press('Enter');
    await other.sees('On my way');
    await typing.waitFor({ state: 'detached' });
  });

  test('mention each other: it is marked at the side and in the conversation, for who is meant alone', async () => {
    const { names, one, other } = await visitors();
    await other.goTo(`whisper:${names[0]}`);
    await one.say(`@${names[1]}, lunch?`);
    await other.page.getByRole('link', { name: /Lobby.*mentions you.*1 unread/ }).click();
    const marked = `${names[0]} mentions you`;
    await other.page.getByRole('article', { name: marked }).waitFor();
    await other.page.getByRole('link', { name: /mentions you/ }).waitFor({ state: 'detached' });
    await other.say('@nobody knows');
    await one.sees('@nobody knows');
    expect(await one.page.getByRole('article', { name: /mentions you/ }).count()).toBe(0);
    const backgroundOf = (text: string) =>
      other.page
        .getByRole('article')
        .filter({ hasText: text })
        .evaluate((article) => getComputedStyle(article).backgroundColor);
    expect(await backgroundOf('lunch?')).not.toBe(await backgroundOf('knows'));
  });

  test('mute a conversation, which then counts nowhere, or but for what mentions one, also after a reload', async () => {
    const { names, one, other } = await visitors();
    const { page } = one;
    const away = `whisper:${names[1]}`;
    const link = (name: RegExp) => page.getByRole('link', { name });
    /** @param newest the lobby's newest message: who leaves before it is there hasn't read it */
    const choose = async (level: string, newest?: string) => {
      await one.goTo('lobby');
      if (newest !== undefined) await one.sees(newest);
      await page.getByRole('button', { name: 'Actions for the lobby' }).click();
      await page.getByRole('menuitemradio', { name: level }).click();
      // What is said before the server has taken the choice counts as it did before.
      await page.getByRole('button', { name: 'Actions for the lobby' }).click();
      await page.getByRole('menuitemradio', { name: level, checked: true }).waitFor();
      await page.keyboard.press('Escape');
      await link(/Lobby.*(unread|mentions you)/).waitFor({ state: 'detached' });
      await one.goTo(away);
    };
    /** What is at the side once this is said, and the tab's title says how much there is. */
    const counted = async (text: string, count: '' | '(1) ') => {
      await link(/Lobby/).getByText(text).waitFor();
      await waitUntil(page, `document.title === ${JSON.stringify(`${count}${names[1]} – Chat`)}`);
      return link(/Lobby/).locator('.badge').allTextContents();
    };
    await choose('Mute');
    await link(/Lobby muted/).waitFor();
    await other.say(`psst, @${names[0]}`);
    expect(await counted('psst', '')).toEqual([]);

    await choose('Mentions only', `psst, @${names[0]}`);
    await link(/Lobby muted/).waitFor({ state: 'detached' });
    await other.say('for nobody');
    expect(await counted('for nobody', '')).toEqual([]);
    await other.say(`@${names[0]}, listen`);
    expect(await counted('listen', '(1) ')).toEqual([' mentions you']);
    await page.reload();
    // What was read right before may not have been told any more: then it counts, too.
    await link(/Lobby.*listen.*mentions you/).waitFor();
    await waitUntil(page, `/^\\([12]\\) /.test(document.title)`);
    expect(await link(/Lobby/).locator('.badge').allTextContents()).toEqual([' mentions you']);

    await choose('All messages', `@${names[0]}, listen`);
    await other.say('for everybody');
    await link(/Lobby.*1 unread/).waitFor();
  });

  test('meet in a group that one makes and the other joins, and see who is in it', async () => {
    const { names, one, other } = await visitors();
    const group = chat.name('group');
    await one.page.getByRole('button', { name: 'New conversation' }).click();
    await one.page.getByLabel('Join a group').fill(group);
    await one.page.getByRole('button', { name: 'Join' }).click();
    await one.page.getByRole('button', { name: 'Make it…' }).click();
    await one.page.getByRole('button', { name: 'Make the group' }).click();
    await one.page.getByRole('heading', { name: group }).waitFor();
    await one.say('First');
    await other.page.evaluate((hash) => {
      location.hash = hash;
    }, `group:${group}`);
    await other.page.getByRole('button', { name: 'Join' }).click();
    await other.say('Second');
    await one.sees('Second');
    await one.page.getByText(`${names[1]} joined`).waitFor();
    await one.page.getByRole('button', { name: `Actions for ${group}` }).click();
    await one.page.getByRole('menuitem', { name: 'Members' }).click();
    const dialog = one.page.getByRole('dialog');
    await dialog.getByText(names[1]).waitFor();
    await dialog.getByText(`${names[0]} (you)`).waitFor();
  });
});

declare const location: { hash: string };
declare const getComputedStyle: (element: unknown) => { readonly backgroundColor: string };
