import type { OpenSocket, SocketLike } from '../../../client/platform/socket.ts';
import type { Timers } from '../../../client/platform/timers.ts';
import type { FromTab, Port, ToTab } from '../../../client/tabs/port.ts';
import { createSharedConnections } from '../../../client/tabs/shared-connections.ts';
import { createTabSocket } from '../../../client/tabs/tab-socket.ts';

/** A browser with a shared worker. */
export interface FakeBrowser {
  /** Opens a tab. */
  openTab(): FakeTab;
}

export interface FakeTab {
  readonly openSocket: OpenSocket;
  /** Closes it, or crashes it, without a word to anybody but its locks. */
  vanish(): void;
}

/** @param openSocket the worker's */
export function createFakeBrowser(
  openSocket: (url: string, protocols: string[]) => SocketLike,
  timers: Timers,
): FakeBrowser {
  const held = new Map<string, Promise<void>>();
  const connections = createSharedConnections({
    openSocket,
    now: timers.now,
    after: (ms, then) => void timers.setTimeout(then, ms),
    whenGone: (tab) => held.get(tab) ?? Promise.resolve(),
  });
  return {
    openTab() {
      let vanish = () => {};
      const gone = new Promise<void>((resolve) => {
        vanish = resolve;
      });
      return {
        vanish,
        openSocket: createTabSocket({
          locks: {
            async request(name, callback) {
              held.set(name, gone);
              await callback();
            },
          },
          worker() {
            const [inTab, inWorker] = createFakePorts();
            connections.serve(inWorker);
            return { port: inTab, onerror: null };
          },
        }),
      };
    },
  };
}

/** Both ends of a channel. What was posted before one of them is closed arrives, as in a browser. */
function createFakePorts(): [Port<FromTab, ToTab>, Port<ToTab, FromTab>] {
  const isClosed = { value: false };
  const tab: Port<FromTab, ToTab> = {
    onmessage: null,
    postMessage: (data) => post(data, () => worker),
    close,
  };
  const worker: Port<ToTab, FromTab> = {
    onmessage: null,
    postMessage: (data) => post(data, () => tab),
    close,
  };
  function close(): void {
    isClosed.value = true;
  }
  function post<Message>(
    data: Message,
    other: () => { onmessage: ((event: { data: Message }) => void) | null },
  ) {
    if (!isClosed.value) queueMicrotask(() => other().onmessage?.({ data: structuredClone(data) }));
  }
  return [tab, worker];
}
