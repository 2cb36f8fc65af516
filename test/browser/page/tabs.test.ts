import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { openPage, signIn, type Visitor } from './open-page.ts';

describeInChromium('somebody in twelve tabs', (browser) => {
  const chat = startChatUnderTest();

  /** The connections that a user has, by their ids. */
  const connectionsOf = async (user: string) =>
    (await chat.connectionRows()).filter((row) => row.startsWith(`user:${user} `));

  test('has one connection for all of them, on which each says and sees what there is', async () => {
    const user = chat.name('user');
    const first = await signIn(await openPage(browser(), chat.stack.url), user);
    const openTab = async (): Promise<Visitor> => {
      const page = await first.page.context().newPage();
      await page.goto(chat.stack.url);
      return signIn(page, user);
    };
    const others: Visitor[] = [];
    for (let pair = 0; pair < 5; pair++) others.push(...(await Promise.all([openTab(), openTab()])));
    const last = await openTab();
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
});
