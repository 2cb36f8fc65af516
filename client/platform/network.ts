/**
 * Why a socket may have died without a word: the `network` is another or came back, or somebody looks at the page again,
 * which is `shown`.
 */
export type NetworkChange = 'network' | 'shown';

/** What the platform knows of being online. */
export interface Network {
  isOnline(): boolean;
  /** Whether nobody looks at the page: its timers may be late then, which says nothing. @default never */
  isHidden?(): boolean;
  /** @returns stops listening */
  subscribe(listener: (change?: NetworkChange) => void): () => void;
}

interface EventSource {
  addEventListener?(name: string, listener: () => void): void;
  removeEventListener?(name: string, listener: () => void): void;
}

interface BrowserGlobals extends EventSource {
  readonly navigator?: { readonly onLine?: boolean; readonly connection?: EventSource };
  readonly document?: EventSource & { readonly visibilityState?: string };
}

const page = globalThis as BrowserGlobals;
const isHidden = () => page.document?.visibilityState === 'hidden';

/** A page's events; where there is no page, always online. */
export const browserNetwork: Network = {
  isOnline: () => page.navigator?.onLine !== false,
  isHidden,
  subscribe(listener) {
    const onNetwork = () => listener('network');
    const onShown = () => isHidden() || listener('shown');
    const { document, navigator } = page;
    const heard: [EventSource | undefined, string, () => void][] = [
      [page, 'online', onNetwork],
      [page, 'offline', onNetwork],
      [page, 'pageshow', onShown],
      [page, 'focus', onShown],
      [document, 'visibilitychange', onShown],
      [document, 'resume', onShown],
      // Tells of another network, and of each new estimate of its speed: no reason to tear anything down.
      [navigator?.connection, 'change', onShown],
    ];
    for (const [source, name, callback] of heard) source?.addEventListener?.(name, callback);
    return () => {
      for (const [source, name, callback] of heard) source?.removeEventListener?.(name, callback);
    };
  },
};
