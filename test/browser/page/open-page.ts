import { afterEach, expect } from '@jest/globals';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import type { ChatUnderTest } from '../../e2e/chat-under-test.ts';

/** Somebody at the page. */
export interface Visitor {
  readonly page: Page;
  /** Says something in the conversation that is open. */
  say(text: string): Promise<void>;
  /** Waits until a message of this text is shown. */
  sees(text: string): Promise<void>;
  /** The texts of the messages that are shown, from top to bottom. */
  messages(): Promise<string[]>;
  /** Opens a conversation by its address. */
  goTo(conversation: string): Promise<void>;
}

let contexts: BrowserContext[] = [];
/** What the browsers complained of: refusals by the policy, errors that nobody caught, files that weren't there. */
let complaints: string[] = [];

afterEach(async () => {
  await Promise.all(contexts.map((context) => context.close()));
  contexts = [];
  const told = complaints;
  complaints = [];
  expect(told).toEqual([]);
});

/** Opens the page in a browser of its own, without anybody signed in. */
export async function openPage(browser: Browser, url: string, options: BrowserContextOptions = {}) {
  const context = await browser.newContext(options);
  contexts.push(context);
  // Within Jest's own limit, so that what never came is named; a busy machine stays within it.
  context.setDefaultTimeout(60_000);
  const page = await context.newPage();
  page.on('pageerror', ({ message }) => complaints.push(message));
  page.on('console', (message) => {
    // What the network does is what some tests are about.
    if (message.type() === 'error' && !/net::ERR_|WebSocket connection/.test(message.text())) {
      complaints.push(message.text());
    }
  });
  await page.goto(url);
  return page;
}

/** Signs in as whoever one says one is, and waits for the chat. */
export async function signIn(page: Page, user: string): Promise<Visitor> {
  await page.getByRole('button', { name: 'Sign in' }).click();
  await page.getByRole('textbox').fill(user);
  await page.getByRole('textbox').press('Enter');
  await page.getByText('connected', { exact: true }).waitFor({ state: 'attached' });
  const composer = page.locator('#message');
  return {
    page,
    async say(text) {
      await composer.fill(text);
      await composer.press('Enter');
    },
    sees: (text) => page.locator('.message .text bdi').getByText(text, { exact: true }).first().waitFor(),
    messages: () => page.locator('.message .text bdi').allTextContents(),
    async goTo(conversation) {
      // The page listened before, and has drawn the conversation by then; until it has, the composer is the other's.
      await page.evaluate(
        (hash) =>
          new Promise<void>((drawn) => {
            if (location.hash === hash) return drawn();
            addEventListener('hashchange', () => drawn(), { once: true });
            location.hash = hash;
          }),
        `#${encodeURIComponent(conversation)}`,
      );
      await composer.waitFor();
    },
  };
}

declare const location: { hash: string };
declare const addEventListener: (name: string, listener: () => void, options: { once: true }) => void;

/** Opens the page and signs in. */
export const visit = async (browser: Browser, url: string, user: string, options?: BrowserContextOptions) =>
  signIn(await openPage(browser, url, options), user);

/** Has two people come who are nobody else's. */
export async function visitBoth(browser: Browser, { name, stack }: Pick<ChatUnderTest, 'name' | 'stack'>) {
  const names = [name('one'), name('other')] as const;
  const [one, other] = await Promise.all([
    visit(browser, stack.url, names[0]),
    visit(browser, stack.url, names[1]),
  ]);
  return { names, one, other };
}
