import type { ChatClient } from '../chat-client.ts';

/**
 * Loads something one call at a time, with a connection: what is wanted without one, and what failed, is loaded with the next.
 * @param run loads it
 * @param onError is told why that failed, and undefined when it is tried again; the client's `report` is told, too
 * @param withEach whether it is loaded anew with each connection, as what changes meanwhile is told nobody
 * @returns loads it, and resolves when that is over; never rejects. While it runs, it is the same call, or with `isStale` one
 * more behind it
 */
export function loadWhenLive(
  client: ChatClient,
  run: () => Promise<void>,
  onError: (error: unknown) => void,
  withEach = false,
): (isStale?: boolean) => Promise<void> {
  let isDue = false;
  let error: unknown;
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    while (isDue) {
      isDue = false;
      if (error !== undefined) onError(undefined);
      error = undefined;
      try {
        await run();
      } catch (cause) {
        error = cause;
        // Where it was closed or refused, everybody knows.
        if (client.state === 'live') client.reportError(cause);
        onError(cause);
      }
    }
    isDue = error !== undefined;
    running = undefined;
  }

  function load(isStale = false): Promise<void> {
    isDue ||= isStale || !running;
    if (client.state === 'live') running ??= runAll();
    return running ?? Promise.resolve();
  }

  client.on('state', ({ state }) => {
    if (state === 'live' && (withEach || isDue)) void load(withEach);
  });
  return load;
}
