import { expect, test } from '@jest/globals';
import { startChatUnderTest } from '../../e2e/chat-under-test.ts';
import { connectSdk } from '../../e2e/sdk-client.ts';
import { describeInChromium } from '../in-chromium.ts';
import { loseNetwork } from './lose-network.ts';
import { openPage, signIn, visit } from './open-page.ts';

const HOUR_MS = 3_600_000;

/** A storage that the browser keeps from the page: even looking at it throws. */
const BLOCK = (name: string) =>
  `Object.defineProperty(window, '${name}', { get() { throw new DOMException('Blocked', 'SecurityError'); } });`;

/** A storage that has no room. */
const FILL = `
  const setItem = Storage.prototype.setItem;
  Storage.prototype.setItem = function (...given) {
    if (this === localStorage) throw new DOMException('Full', 'QuotaExceededError');
    setItem.apply(this, given);
  };
`;

describeInChromium('the page', (browser) => {
  const chat = startChatUnderTest();

  test.each([
    ['is blocked', BLOCK('localStorage')],
    ['is full', FILL],
  ])('works where the storage that outlives it %s, and says what is lost', async (_how, script) => {
    const page = await openPage(browser(), chat.stack.url);
    await page.addInitScript(script);
    await page.reload();
    const name = chat.name('one');
    const one = await signIn(page, name);
    await one.say(`kept nowhere by ${name}`);
    await page.locator('.message:not(.is-pending)').getByText(`kept nowhere by ${name}`).waitFor();
    await page.getByText('Your browser can’t keep more of this page.').waitFor();
  });

  test('says what to do where even the tab’s storage is blocked, in which signing in is remembered', async () => {
    const page = await openPage(browser(), chat.stack.url);
    await page.addInitScript(BLOCK('sessionStorage'));
    await page.reload();
    await page.getByText('Your browser lets this page keep nothing.').waitFor();
  });

  test('lasts an hour without a network, in which its token ends: what was written is sent, and what was asked for is done', async () => {
    const page = await openPage(browser(), chat.stack.url);
    await page.clock.install();
    await page.reload();
    const name = chat.name('one');
    const one = await signIn(page, name);
    const { client } = await connectSdk(chat.stack, chat.name('other'));
    const group = chat.name('group');
    await page.getByRole('button', { name: 'New conversation', disabled: false }).waitFor();
    const restore = await loseNetwork(chat, page.context(), name);
    await page.clock.runFor(2_000);
    await page.getByText('There is no network').waitFor();
    await one.say('written before the hour');
    await page.getByRole('button', { name: 'New conversation' }).click();
    await page.getByLabel('Join a group').fill(group);
    await page.getByRole('button', { name: 'Join' }).click();
    await page.clock.runFor(100);
    await page.getByText(`Joining ${group} as soon as there is a connection.`).waitFor();
    await page.getByText(`As soon as there is a connection, you join ${group}.`).waitFor();
    await client.lobby('said meanwhile');
    await page.clock.fastForward(HOUR_MS + 600_000);
    await restore();
    await page.clock.resume();
    await one.goTo('lobby');
    await one.sees('said meanwhile');
    await page.locator('.message:not(.is-pending)').getByText('written before the hour').waitFor();
    await one.goTo(`group:${group}`);
    await one.say('joined at last');
    await page.locator('.message:not(.is-pending)').getByText('joined at last').waitFor();
  });

  test('calls today what the server does, whatever this machine’s clock says', async () => {
    const { client } = await connectSdk(chat.stack, chat.name('other'));
    await client.lobby('said now');
    const page = await openPage(browser(), chat.stack.url);
    await page.addInitScript(
      `const { now } = Date; Date.now = () => now() + 26 * ${HOUR_MS}; Date = new Proxy(Date, {
        construct: (target, given) => new target(...(given.length > 0 ? given : [Date.now()])),
      });`,
    );
    await page.reload();
    const one = await signIn(page, chat.name('one'));
    await one.sees('said now');
    await page.locator('.day').getByText('Today').waitFor();
    await one.say('sent all the same');
    await page.locator('.message:not(.is-pending)').getByText('sent all the same').waitFor();
  });

  test('shows 16,000 bytes of one line, marks that turn directions, and emoji, each in its place', async () => {
    const { client } = await connectSdk(chat.stack, chat.name('other'));
    const one = await visit(browser(), chat.stack.url, chat.name('one'));
    const family = '👩🏽‍👩🏽‍👧🏽‍👦🏽';
    await client.lobby('x'.repeat(16_000));
    await client.lobby(`\u202E\u2067turned ${family.repeat(20)}`);
    await one.page.getByRole('link', { name: /turned/ }).waitFor();
    await one.page.getByRole('button', { name: 'Show all of it' }).click();
    expect(
      await one.page.evaluate(
        '[...document.querySelectorAll(".scroller, .conversations, html")].filter((box) => box.scrollWidth > box.clientWidth).length',
      ),
    ).toBe(0);
    expect(await one.page.locator('.conversation-link .last bdi').first().textContent()).not.toMatch(
      /\uFFFD/,
    );
  });
});
