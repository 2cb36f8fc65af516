import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { describeInChromium } from '../in-chromium.ts';
import { visit } from './open-page.ts';

describeInChromium('two people at the page', (browser) => {
  const chat = startChatUnderTest();
  const visitors = async () => {
    const names = [chat.name('one'), chat.name('other')] as const;
    const [one, other] = await Promise.all(names.map((name) => visit(browser(), chat.stack.url, name)));
    if (!one || !other) throw new Error('Nobody came');
    return { names, one, other };
  };

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
    const link = other.page.getByRole('link', { name: new RegExp(`${names[0]}.*Only for you.*1 unread`) });
    await link.click();
    await other.sees('Only for you');
    await other.page.getByRole('link', { name: /unread/ }).waitFor({ state: 'detached' });
    await other.say('Got it');
    await one.sees('Got it');
  });

  test('meet in a group that one makes and the other joins, and see who is in it', async () => {
    const { names, one, other } = await visitors();
    const group = chat.name('group');
    await one.page.getByRole('button', { name: 'New conversation' }).click();
    await one.page.getByLabel('Join a group, or make it').fill(group);
    await one.page.getByRole('button', { name: 'Join' }).click();
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

  test('become friends, and one blocks the other, whose next whisper fails with the reason and can be discarded', async () => {
    const { names, one, other } = await visitors();
    await one.page.getByRole('button', { name: 'People' }).click();
    await one.page.getByLabel('Ask somebody to be friends').fill(names[1]);
    await one.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await other.page.getByRole('button', { name: 'People' }).click();
    await other.page.getByRole('tab', { name: 'Requests 1' }).click();
    await other.page.getByRole('button', { name: `Actions for ${names[0]}` }).click();
    await other.page.getByRole('menuitem', { name: 'Accept the request' }).click();
    await one.page.getByRole('tab', { name: 'Friends 1' }).waitFor();
    await one.page.keyboard.press('Escape');

    await one.goTo(`whisper:${names[1]}`);
    await one.page.getByRole('button', { name: `Actions for ${names[1]}` }).click();
    await one.page.getByRole('menuitem', { name: 'Block' }).click();
    await other.page.getByRole('tab', { name: 'Friends', exact: true }).waitFor();
    await other.page.keyboard.press('Escape');
    await other.goTo(`whisper:${names[0]}`);
    await other.say('Why?');
    await other.page.getByText('They have blocked you.', { exact: true }).waitFor();
    await other.page.getByRole('button', { name: 'Discard' }).click();
    await other.page.getByText('They have blocked you.', { exact: true }).waitFor({ state: 'detached' });
  });

  test('a command that comes to nothing is told in a sentence', async () => {
    const { one } = await visitors();
    await one.page.getByRole('button', { name: 'People' }).click();
    await one.page.getByLabel('Ask somebody to be friends').fill('nobody-at-all');
    await one.page.getByRole('button', { name: 'Ask', exact: true }).click();
    await one.page.getByRole('dialog').getByText('Nobody of that name has ever signed in here.').waitFor();
  });
});

declare const location: { hash: string };
