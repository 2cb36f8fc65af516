import type { CDPSession } from 'playwright-core';

/** A file that a page has loaded. */
export interface LoadedFile {
  readonly url: string;
  /** As DevTools calls it: `Script`, `Stylesheet`, `Document`, `Fetch` … */
  readonly type: string;
  /** Bytes over the wire, headers included. */
  readonly transferred: number;
}

/**
 * Watches what a page loads from now on.
 * @returns asked later, all files that have been loaded by then
 */
export async function watchFiles(session: CDPSession): Promise<() => LoadedFile[]> {
  const asked = new Map<string, { url: string; type: string }>();
  const loaded: LoadedFile[] = [];
  session.on('Network.requestWillBeSent', ({ requestId, request, type = 'Other' }) => {
    if (/^https?:/.test(request.url)) asked.set(requestId, { url: request.url, type });
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const file = asked.get(requestId);
    if (file) loaded.push({ ...file, transferred: encodedDataLength });
  });
  await session.send('Network.enable');
  return () => [...loaded];
}
