import { writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { build } from 'esbuild';

/** What the page does: it is written against the package, as its users write. */
const APP = `
import { createChatClient, createWebStore } from 'serverless-chat-client';
const query = new URLSearchParams(location.search);
const client = createChatClient({
  url: query.get('url'),
  token: () => window.freshToken(query.get('user')),
  store: createWebStore(),
  backoff: { firstMs: 20, mostMs: 200 },
});
const say = (text) => document.body.append(Object.assign(document.createElement('p'), { textContent: text }));
client.on('state', ({ state }) => { document.title = state; });
client.on('message', ({ conversation, from, content }) => say(conversation + ' ' + from + ': ' + content));
client.connect();
window.client = client;
`;

/** The page on a server of its own. */
export interface BundledPage {
  readonly url: string;
  close(): Promise<void>;
}

/** Bundles a page with the package that is installed in a folder, as for a browser, and serves it. */
export async function serveBundledPage(folder: string): Promise<BundledPage> {
  const entry = join(folder, 'app.js');
  await writeFile(entry, APP);
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'browser',
    write: false,
  });
  const script = outputFiles[0]?.text ?? '';
  const server = createServer((_request, response) => {
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(`<!doctype html><title></title><body></body><script type="module">${script}</script>`);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
