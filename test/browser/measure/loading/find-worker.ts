import { get } from 'node:http';
import type { LoadedFile } from './loaded-files.ts';

/**
 * The script of the page's shared worker, which has the connection: a target of its own, so that the page's session doesn't see it.
 * @param files what the page has loaded, with the script that names it
 * @throws Error when none does
 */
export async function findWorker(files: readonly LoadedFile[]): Promise<LoadedFile> {
  for (const { url, type } of files.filter((file) => file.type === 'Script')) {
    const [path] = /\/assets\/tabs-worker-[\w-]+\.js/.exec(await (await fetch(url)).text()) ?? [];
    if (path === undefined) continue;
    const worker = new URL(path, url).href;
    return { url: worker, type, transferred: await transfer(worker) };
  }
  throw new Error('No script of the page names its shared worker');
}

/** Bytes over the wire, headers included, as DevTools counts them. `fetch` would unpack what comes. */
function transfer(url: string): Promise<number> {
  return new Promise((resolve, reject) => {
    get(url, { agent: false, headers: { 'Accept-Encoding': 'br' } }, (response) => {
      const { socket } = response;
      response.resume().once('end', () => resolve(socket.bytesRead));
    }).once('error', reject);
  });
}
