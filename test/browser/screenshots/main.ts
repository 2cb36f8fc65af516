import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContextOptions } from 'playwright-core';
import { WebSocket } from 'ws';
import { createChatClient, type OpenSocket } from '../../../client/index.ts';
import { type RunningStack, startStack } from '../../../local/start-stack.ts';
import { synthesize } from '../../../local/synthesis/synthesize.ts';
import { type Chromium, findChromium } from '../find-chromium.ts';
import { launchChromium } from '../launch-chromium.ts';

/** `npm run screenshots`: shows the page with a little of a conversation, and writes what it looks like to `docs/images/`. */
const IMAGES = join(process.cwd(), 'docs', 'images');

const SHOTS: Readonly<Record<string, BrowserContextOptions>> = {
  light: { viewport: { width: 1200, height: 720 }, colorScheme: 'light' },
  dark: { viewport: { width: 1200, height: 720 }, colorScheme: 'dark' },
  phone: { viewport: { width: 390, height: 720 }, colorScheme: 'light', isMobile: true, hasTouch: true },
};

const SAID: readonly (readonly [user: string, text: string])[] = [
  ['maya', 'Morning! The new build is up: https://status.example.com/builds/214'],
  ['jonas', 'Looks good here. Who takes the release notes?'],
  ['maya', 'I do. Anything that must be in there?'],
  [
    'jonas',
    'The limits table, and that a lost connection comes back by itself.\nI tried it in the train today, four tunnels.',
  ],
  ['lea', 'And the terminal client!'],
  ['maya', 'Of course.'],
];

function connect(stack: RunningStack, user: string) {
  const client = createChatClient({
    url: stack.webSocketUrl,
    token: () => stack.token(user),
    openSocket: (url, protocols) => new WebSocket(url, protocols) as unknown as ReturnType<OpenSocket>,
  });
  client.connect();
  return client;
}

async function talk(stack: RunningStack): Promise<void> {
  const clients = new Map(['maya', 'jonas', 'lea', 'you'].map((user) => [user, connect(stack, user)]));
  for (const client of clients.values()) await client.ready();
  for (const client of clients.values()) await client.join('releases');
  for (const [user, text] of SAID) await clients.get(user)?.group('releases', text);
  await clients.get('lea')?.whisper('you', 'Lunch at one?');
  await clients.get('jonas')?.lobby('Hello everybody');
  await clients.get('maya')?.add('you');
  for (const client of clients.values()) client.close();
}

async function takeShots(stack: RunningStack, chromium: Chromium): Promise<void> {
  const browser = await launchChromium(chromium);
  for (const [name, options] of Object.entries(SHOTS)) {
    const page = await (await browser.newContext(options)).newPage();
    await page.goto(`${stack.pageUrl}#group%3Areleases`);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('textbox').fill('you');
    await page.getByRole('textbox').press('Enter');
    await page.getByText('Beginning of the conversation').waitFor();
    await page.getByText('Lunch at one?').waitFor({ state: 'attached' });
    await page.evaluate('document.fonts.ready');
    await page.screenshot({ path: join(IMAGES, `page-${name}.png`) });
  }
  await browser.close();
}

const chromium = findChromium();
if (chromium === undefined) throw new Error('There is no Chromium: install one, or name it in CHROMIUM_PATH');
const { assembly } = await synthesize({ directory: process.cwd(), context: {} });
const stack = await startStack({ assembly });
try {
  await mkdir(IMAGES, { recursive: true });
  await talk(stack);
  await takeShots(stack, chromium);
} finally {
  await stack.stop();
}
