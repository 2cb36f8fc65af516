import { describe, expect, test } from '@jest/globals';
import { writeContentSecurityPolicy } from '../../lib/front-door/content-security-policy.ts';
import { startChatUnderTest } from './chat-under-test.ts';

const chat = startChatUnderTest();

const get = (path: string, init?: RequestInit) => fetch(`${chat.stack.url}${path}`, init);

describe('the front door', () => {
  test('shows the page, asked for each time, with the policy of the stack for this machine’s addresses', async () => {
    expect(chat.stack.pageUrl).toBe(`${chat.stack.url}/`);
    const response = await get('/');
    expect([response.status, response.headers.get('content-type')]).toEqual([200, 'text/html']);
    expect(await response.text()).toMatch(/^<!doctype html>/);
    const { port } = chat.stack;
    const here = [`http://127.0.0.1:${port}`, `http://localhost:${port}`];
    expect(Object.fromEntries(response.headers)).toMatchObject({
      'cache-control': 'no-cache',
      'content-security-policy': writeContentSecurityPolicy(here),
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': expect.stringContaining('microphone=()'),
      'referrer-policy': 'no-referrer',
      'strict-transport-security': 'max-age=31536000',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
    });
  });

  test('has each file that the page names, to be kept for good', async () => {
    const html = await (await get('/')).text();
    const named = Array.from(html.matchAll(/(?:src|href)="(\/[^"]+)"/g), ([, path = '']) => path);
    // Its settings are asked for beside its script, and anew each time.
    const files = named.filter((path) => path !== '/settings.json');
    expect(files).toHaveLength(named.length - 1);
    expect(files.length).toBeGreaterThan(0);
    for (const path of files) {
      expect(path).toMatch(/^\/assets\/[\w.-]+-[\w-]{8}\.\w+$/);
      const response = await get(path);
      expect([path, response.status]).toEqual([path, 200]);
      expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
      await response.arrayBuffer();
    }
  });

  // What isn't in the page's own files would be refused by its policy: inline scripts and styles, and data: URLs.
  test('has a page that says nothing inline', async () => {
    const html = await (await get('/')).text();
    expect(html).not.toMatch(/<style|\sstyle=|\son\w+=|javascript:|data:/i);
    for (const [script] of html.matchAll(/<script[^>]*>/g)) expect(script).toMatch(/\ssrc="/);
  });

  test('tells the page where the chat is and where users sign in, as this stack accepts them', async () => {
    const response = await get('/settings.json');
    expect(response.headers.get('cache-control')).toBe('no-cache');
    const { chatUrl, signIn } = (await response.json()) as {
      chatUrl: string;
      signIn: { issuer: string; metadataUrl: string; clientId: string; scope: string };
    };
    expect(new URL(chatUrl, chat.stack.webSocketUrl).href).toBe(chat.stack.webSocketUrl);
    const { TokenIssuer, UserPoolClientId } = chat.stack.outputs;
    expect(signIn).toMatchObject({ issuer: TokenIssuer, clientId: UserPoolClientId, scope: 'openid' });
    const metadata = (await (await fetch(signIn.metadataUrl)).json()) as { issuer: string };
    expect(metadata.issuer).toBe(signIn.issuer);
  });

  test.each(['/nothing', '/assets/', '/index.htm', '/ws', '/ws/chat', '/ws/chat/a/b', '/page-settings.ts'])(
    'answers %s with 404',
    async (path) => {
      expect((await get(path)).status).toBe(404);
    },
  );

  test('lets sockets through', async () => {
    const name = chat.name('anybody');
    const client = await chat.connect(name);
    client.send({ type: 'lobby', content: 'by the front door' });
    expect(await client.next()).toBe(`(Lobby): ${name}: by the front door`);
  });
});
