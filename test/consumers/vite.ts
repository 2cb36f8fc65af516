import { build, createServer, type InlineConfig } from 'vite';
import { chatAt, type Project, runBundle } from './project.ts';

const quiet = (root: string): InlineConfig => ({ root, logLevel: 'error', configFile: false });

const app = (url: string) => `
  import { createChatClient } from 'serverless-chat-client';
  ${chatAt(JSON.stringify(url))}`;

/** A page's bundle. @returns what it prints */
export async function chatFromVite({ folder, url, write, node }: Project): Promise<string> {
  await write('page.js', app(url));
  await build({
    ...quiet(folder),
    build: { outDir: 'vite', target: 'es2022', lib: { entry: 'page.js', formats: ['es'], fileName: 'page' } },
  });
  return node(await write('run-vite.mjs', runBundle('./vite/page.js')));
}

/** A server's bundle. @param inlined whether the client goes into it, instead of being loaded by Node */
export async function chatFromViteSsr(
  { folder, url, write, node }: Project,
  inlined: boolean,
): Promise<string> {
  await write('server.js', app(url));
  await build({
    ...quiet(folder),
    ssr: { ...(inlined && { noExternal: true }), external: ['ws'] },
    build: { ssr: 'server.js', outDir: 'vite-ssr', target: 'es2022' },
  });
  return node('vite-ssr/server.js');
}

/** What a development server renders. @returns the kind of what the client's package gave */
export async function loadInViteSsr({ folder, write }: Project): Promise<string> {
  await write('rendered.js', `export { createChatClient } from 'serverless-chat-client';`);
  const server = await createServer({ ...quiet(folder), server: { middlewareMode: true, ws: false } });
  try {
    return typeof (await server.ssrLoadModule('/rendered.js')).createChatClient;
  } finally {
    await server.close();
  }
}
