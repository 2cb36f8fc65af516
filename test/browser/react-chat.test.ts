import { execFile } from 'node:child_process';
import { mkdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import type { Page } from 'playwright-core';
import { installPackedClient } from '../client/packed-client.ts';
import { projectDirectory } from '../e2e/assemblies.ts';
import { startChatUnderTest } from '../e2e/chat-under-test.ts';
import { describeInChromium } from './in-chromium.ts';
import { type ServedFolder, serveFolder } from './serve-folder.ts';

/** Lays out what `npm create vite` does, with the README's chat as it stands but for the port. */
async function writeProject(server: string): Promise<string> {
  const folder = await installPackedClient();
  for (const name of ['react', 'react-dom', 'scheduler']) {
    await symlink(join(projectDirectory, 'node_modules', name), join(folder, 'node_modules', name));
  }
  const readme = await readFile(join(projectDirectory, 'client', 'README.md'), 'utf8');
  const [, chat = ''] = /```jsx\n(import \{ useState \}.*?)```/s.exec(readme) ?? [];
  await mkdir(join(folder, 'src'));
  await writeFile(join(folder, 'src', 'main.jsx'), chat.replace('http://127.0.0.1:8080', server));
  await writeFile(
    join(folder, 'index.html'),
    '<!doctype html><html lang="en"><head><title>Chat</title></head><body><div id="root"></div>' +
      '<script type="module" src="/src/main.jsx"></script></body></html>',
  );
  return folder;
}

describeInChromium('the React chat of the client’s README, in a Vite project of its own', (browser) => {
  const chat = startChatUnderTest();
  let folder: string;
  let served: ServedFolder;

  beforeAll(async () => {
    folder = await writeProject(chat.stack.url);
    // By its command: the bundler's native code knows no objects of Jest's realm.
    const vite = join(projectDirectory, 'node_modules', 'vite', 'bin', 'vite.js');
    await promisify(execFile)(process.execPath, [vite, 'build', '--logLevel', 'error'], { cwd: folder });
    served = await serveFolder(join(folder, 'dist'));
  }, 300_000);
  afterAll(async () => {
    await served?.close();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  async function openChat(user: string): Promise<Page> {
    const page = await (await browser().newContext()).newPage();
    await page.goto(served.url);
    await page.getByLabel('Name').fill(user);
    await page.getByLabel('Name').press('Enter');
    await page.getByText(`Lobby, ${user}: live`).waitFor();
    return page;
  }

  test('lets two people chat, who each see what both said once', async () => {
    const [one, other] = [chat.name('one'), chat.name('other')];
    const [first, second] = await Promise.all([openChat(one), openChat(other)]);
    await first.getByLabel('Message').fill('Hello');
    await first.getByLabel('Message').press('Enter');
    await second.getByText(`${one}: Hello`, { exact: true }).waitFor();
    await second.getByLabel('Message').fill('Hi there');
    await second.getByLabel('Message').press('Enter');
    await first.getByText(`${other}: Hi there`, { exact: true }).waitFor();
    for (const page of [first, second]) {
      expect(await page.locator('li').allTextContents()).toEqual([`${one}: Hello`, `${other}: Hi there`]);
    }
  });
});
