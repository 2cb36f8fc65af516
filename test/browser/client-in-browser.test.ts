import { rm } from 'node:fs/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { installPackedClient } from '../client/packed-client.ts';
import { startChatUnderTest } from '../e2e/chat-under-test.ts';
import { connectSdk, until } from '../e2e/sdk-client.ts';
import { type BundledPage, serveBundledPage } from './bundled-page.ts';
import { describeInChromium } from './in-chromium.ts';
import { waitUntil } from './wait-until.ts';

describeInChromium('the packed client, bundled, in a browser', (browser) => {
  const chat = startChatUnderTest();
  let folder: string;
  let served: BundledPage;

  beforeAll(async () => {
    folder = await installPackedClient();
    served = await serveBundledPage(folder);
  }, 300_000);
  afterAll(async () => {
    await served?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  /** A page in which a user is signed in. */
  async function openPage(user: string, tabOf?: Page): Promise<Page> {
    const context = tabOf?.context() ?? (await browser().newContext());
    const page = await context.newPage();
    await page.exposeFunction('freshToken', (name: string) => chat.stack.token(name));
    await page.goto(`${served.url}?user=${user}&url=${encodeURIComponent(chat.stack.webSocketUrl)}`);
    await waitUntil(page, 'document.title === "live"');
    return page;
  }

  const shown = (page: Page) => page.locator('p').allTextContents();
  const shows = (page: Page, text: string) => page.getByText(text, { exact: true }).waitFor();
  const whisper = (page: Page, target: string, content: string) =>
    page.evaluate(
      ([to = '', text = '']) => (globalThis as unknown as { client: Sender }).client.whisper(to, text),
      [target, content],
    );

  test('whispers to another page, which whispers back', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const [first, second] = await Promise.all([openPage(one), openPage(other)]);
    expect(await whisper(first, other, 'Hello!')).toHaveProperty('id');
    await shows(second, `whisper:${one} ${one}: Hello!`);
    await whisper(second, one, 'Hi there');
    await shows(first, `whisper:${other} ${other}: Hi there`);
  });

  test('has what was said while the page was reloading, and nothing twice', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const page = await openPage(one);
    const { client } = await connectSdk(chat.stack, other);
    await client.whisper(one, 'before');
    await shows(page, `whisper:${other} ${other}: before`);
    await page.goto('about:blank');
    await client.whisper(one, 'meanwhile');
    await page.goBack();
    await shows(page, `whisper:${other} ${other}: meanwhile`);
    expect(await shown(page)).toEqual([`whisper:${other} ${other}: meanwhile`]);
  });

  test('has what was said while the browser was offline, and sends what was said there', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const page = await openPage(one);
    const node = await connectSdk(chat.stack, other);
    await page.context().setOffline(true);
    await waitUntil(page, 'document.title !== "live"');
    await node.client.whisper(one, 'meanwhile');
    const sent = whisper(page, other, 'said offline');
    await page.context().setOffline(false);
    await sent;
    await until(node.client, 'message', () => node.heard.includes('said offline'));
    await shows(page, `whisper:${other} ${other}: meanwhile`);
    expect(await shown(page)).toEqual([
      `whisper:${other} ${other}: meanwhile`,
      `whisper:${other} ${one}: said offline`,
    ]);
  });

  test('in two tabs shows each message in both, once, and sends what a closed one could not', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const first = await openPage(one);
    const second = await openPage(one, first);
    const node = await connectSdk(chat.stack, other);
    await node.client.whisper(one, 'to both');
    for (const page of [first, second]) await shows(page, `whisper:${other} ${other}: to both`);
    await first.context().setOffline(true);
    await second.evaluate(
      (to) => void (globalThis as unknown as { client: Sender }).client.whisper(to, 'from a closed tab'),
      other,
    );
    await second.close();
    await first.context().setOffline(false);
    const third = await openPage(one, first);
    await until(node.client, 'message', () => node.heard.includes('from a closed tab'));
    await shows(third, `whisper:${other} ${one}: from a closed tab`);
    await whisper(first, other, 'the last');
    await until(node.client, 'message', () => node.heard.includes('the last'));
    expect(node.heard).toEqual(['to both', 'from a closed tab', 'the last']);
    expect(await shown(first)).toEqual([
      `whisper:${other} ${other}: to both`,
      `whisper:${other} ${one}: from a closed tab`,
      `whisper:${other} ${one}: the last`,
    ]);
  });
});

interface Sender {
  whisper(to: string, text: string): Promise<object>;
}
