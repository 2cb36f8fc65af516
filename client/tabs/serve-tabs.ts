import { openPlatformSocket } from '../platform/socket.ts';
import type { WorkerPort } from './port.ts';
import { createSharedConnections } from './shared-connections.ts';

/** The part of a shared worker's global scope that is used. */
export interface TabsScope {
  onconnect: ((event: { readonly ports: readonly unknown[] }) => void) | null;
  readonly navigator: {
    readonly locks: { request(name: string, callback: () => void): Promise<unknown> };
  };
}

/**
 * All that a shared worker has to do so that the tabs of a browser share a connection: call this in its script, at once.
 * The tabs' half is `createTabSocket`.
 * @param scope the worker's `self`
 */
export function serveTabs(scope: TabsScope = globalThis as unknown as TabsScope): void {
  const connections = createSharedConnections({
    openSocket: openPlatformSocket,
    now: Date.now,
    after: (ms, then) => void setTimeout(then, ms),
    // A tab holds it until it is closed, crashes or goes elsewhere, of which its port says nothing.
    whenGone: (tab) => scope.navigator.locks.request(tab, () => undefined),
  });
  scope.onconnect = ({ ports: [port] }) => connections.serve(port as WorkerPort);
}
