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

const SHOWN_AS: Readonly<Record<string, string>> = { maya: 'Maya Okafor', jonas: 'Jonas Weber' };

interface Said {
  readonly user: string;
  readonly text: string;
  /** Answers what another user has said last. */
  readonly answers?: string;
  readonly reactions?: readonly (readonly [user: string, emoji: string])[];
  /** Maya, whose group it is, pins it. */
  readonly isPinned?: true;
}

const SAID: readonly Said[] = [
  {
    user: 'maya',
    text: 'Morning! The new build is up: https://status.example.com/builds/214',
    isPinned: true,
    reactions: [
      ['lea', '🎉'],
      ['jonas', '🎉'],
      ['you', '👍'],
    ],
  },
  { user: 'jonas', text: 'Looks good here. Who takes the release notes?' },
  { user: 'maya', text: 'I do. Anything that must be in there?' },
  {
    user: 'jonas',
    text: 'The limits table, and that a lost connection comes back by itself.\nI tried it in the train today, four tunnels.',
  },
  { user: 'lea', text: 'And the terminal client!', answers: 'maya' },
  { user: 'maya', text: 'Of course.', reactions: [['lea', '❤️']] },
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
  await clients.get('maya')?.create('releases', { title: 'What goes out, and when' });
  for (const [user, client] of clients) if (user !== 'maya') await client.join('releases');
  for (const [user, display_name] of Object.entries(SHOWN_AS))
    await clients.get(user)?.profile({ display_name });
  const last = new Map<string, string | undefined>();
  for (const { user, text, answers, reactions = [], isPinned } of SAID) {
    const reply_to = answers === undefined ? undefined : last.get(answers);
    const { id = '' } = (await clients.get(user)?.group('releases', text, { reply_to })) ?? {};
    last.set(user, id);
    for (const [one, emoji] of reactions) await clients.get(one)?.react('group:releases', id, emoji);
    if (isPinned) await clients.get('maya')?.pin('group:releases', id);
  }
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
