import { makeRef } from '../platform/refs.ts';
import { type OpenSocket, openPlatformSocket, type SocketLike } from '../platform/socket.ts';
import { readOwner } from './owner.ts';
import type { FromTab, TabPort, ToTab } from './port.ts';

/** The part of a SharedWorker that a tab uses. */
export interface TabWorker {
  readonly port: unknown;
  onerror: ((event: never) => void) | null;
}

/** The part of `navigator.locks` that a tab uses. */
export interface TabLock {
  request(name: string, callback: () => Promise<void>): Promise<unknown>;
}

export interface TabSocketOptions {
  /**
   * Makes the worker's object, anew for each socket, which gives the worker that runs or starts one:
   * `() => new SharedWorker(new URL('./tabs.ts', import.meta.url), { type: 'module' })`
   */
  readonly worker: () => TabWorker;
  /** @default `navigator.locks`, which a page has over TLS and on localhost */
  readonly locks?: TabLock | undefined;
  /** Opens one of the tab's own, where none can be shared. @default the platform's WebSocket */
  readonly openSocket?: OpenSocket;
}

/**
 * For the option `openSocket`: all tabs of a browser that are signed in as the same user use one connection, which a shared
 * worker has (`serveTabs`). Where there are no shared workers or no locks, and where the worker doesn't start, each tab has
 * its own.
 */
export function createTabSocket({
  worker: makeWorker,
  locks = (globalThis as { navigator?: { locks?: TabLock } }).navigator?.locks,
  openSocket = openPlatformSocket,
}: TabSocketOptions): OpenSocket {
  if (!locks) return openSocket;
  const tab = makeRef();
  /** Resolves when the lock is this tab's, which then keeps it as long as there is a page. */
  const isThere = new Promise<void>((resolve, reject) => {
    locks.request(tab, () => new Promise(() => resolve())).catch(reject);
  });
  isThere.catch(() => undefined);
  let isBroken = false;

  return (url, protocols, token) => {
    if (isBroken) return openSocket(url, protocols, token);
    let worker: TabWorker;
    try {
      worker = makeWorker();
    } catch {
      // There are none here, or the page's policy or the browser's settings forbid them.
      isBroken = true;
      return openSocket(url, protocols, token);
    }
    const { owner } = readOwner(token);
    const socket = socketOn(worker.port as TabPort, isThere, { kind: 'open', url, protocols, owner, tab });
    worker.onerror = () => {
      isBroken = true;
      socket.fail('The shared worker did not start');
    };
    return socket;
  };
}

function socketOn(
  port: TabPort,
  isThere: Promise<void>,
  request: Extract<FromTab, { kind: 'open' }>,
): SocketLike & { fail(reason: string): void } {
  let isOver = false;
  let opened: Extract<ToTab, { kind: 'open' }> | undefined;

  function over(event: { readonly code: number; readonly reason: string }): void {
    if (isOver) return;
    isOver = true;
    port.close();
    socket.onclose?.(event as never);
  }
  const fail = (reason: string) => over({ code: 1006, reason });
  port.onmessage = ({ data }) => {
    if (isOver) return;
    if (data.kind === 'frame') socket.onmessage?.({ data: data.text } as never);
    else if (data.kind === 'close') over(data);
    else {
      opened = data;
      socket.onopen?.({} as never);
    }
  };
  const socket: ReturnType<typeof socketOn> = {
    get protocol() {
      return opened?.protocol ?? '';
    },
    get openedAt() {
      return opened?.openedAt;
    },
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    fail,
    send: (text) => port.postMessage({ kind: 'send', text }),
    close() {
      if (isOver) return;
      isOver = true;
      port.postMessage({ kind: 'close' });
      port.close();
    },
  };
  isThere.then(
    () => !isOver && port.postMessage(request),
    (error) => fail(String(error)),
  );
  return socket;
}
