import { expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { startChatUnderTest } from '../e2e/chat-under-test.ts';
import { describeInChromium } from './in-chromium.ts';

/** Fetches and connects as the page is told to by its settings. */
const REACH_ALL = `(async () => {
  const settings = await (await fetch('/settings.json')).json();
  const { issuer } = await (await fetch(settings.signIn.metadataUrl)).json();
  const url = new URL(settings.chatUrl, location.href);
  url.protocol = url.protocol.replace('http', 'ws');
  const socket = new WebSocket(url);
  const opened = await new Promise((resolve) => {
    socket.onopen = () => resolve(true);
    socket.onerror = () => resolve(false);
  });
  socket.close();
  return { isKnown: issuer === settings.signIn.issuer, opened };
})()`;

/** Does what a script of somebody else's would, and ends when each has been refused by the directive that is for it. */
const TRY_OTHERS = `(async () => {
  const left = new Set(['connect-src', 'frame-src', 'img-src', 'script-src-elem', 'style-src-elem']);
  const refused = new Promise((resolve) => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective }) => {
      left.delete(effectiveDirective);
      if (left.size === 0) resolve();
    });
  });
  const add = (name, attributes) => document.body.append(Object.assign(document.createElement(name), attributes));
  add('script', { textContent: 'globalThis.isInjected = true' });
  add('script', { src: 'https://elsewhere.example/x.js' });
  add('style', { textContent: 'body { display: none }' });
  // Pictures may come from anywhere, but over TLS.
  add('img', { src: 'http://elsewhere.example/x.png' });
  add('iframe', { src: 'https://elsewhere.example/' });
  fetch('https://elsewhere.example/').catch(() => {});
  await refused;
  return { isInjected: 'isInjected' in globalThis };
})()`;

describeInChromium('the page, opened in a browser', (browser) => {
  const chat = startChatUnderTest();

  /** The page, with what the browser complained of while it was loaded. */
  async function open(host: string): Promise<{ page: Page; complaints: string[] }> {
    const page = await (await browser().newContext()).newPage();
    const complaints: string[] = [];
    page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(error.message));
    await page.goto(`http://${host}:${chat.stack.port}/`);
    await page.locator('main').waitFor();
    return { page, complaints };
  }

  test.each(['127.0.0.1', 'localhost'])(
    'at %s loads, and reaches its settings, the issuer and the chat under its policy',
    async (host) => {
      const { page, complaints } = await open(host);
      expect(complaints).toEqual([]);
      const reached = await page.evaluate(REACH_ALL);
      expect(reached).toEqual({ isKnown: true, opened: true });
      await page.context().close();
    },
  );

  test('runs nothing that isn’t a file of its own, and connects nowhere else', async () => {
    const { page } = await open('127.0.0.1');
    expect(await page.evaluate(TRY_OTHERS)).toEqual({ isInjected: false });
    await page.context().close();
  });
});
