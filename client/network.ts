/** What the platform knows of being online. */
export interface Network {
  isOnline(): boolean;
  /** @returns stops listening */
  subscribe(listener: () => void): () => void;
}

interface BrowserGlobals {
  readonly navigator?: { readonly onLine?: boolean };
  addEventListener?(name: string, listener: () => void): void;
  removeEventListener?(name: string, listener: () => void): void;
}

/** The browser's `online` and `offline` events; where there are none, always online. */
export const browserNetwork: Network = {
  isOnline: () => (globalThis as BrowserGlobals).navigator?.onLine !== false,
  subscribe(listener) {
    const browser = globalThis as BrowserGlobals;
    for (const name of ['online', 'offline']) browser.addEventListener?.(name, listener);
    return () => {
      for (const name of ['online', 'offline']) browser.removeEventListener?.(name, listener);
    };
  },
};
