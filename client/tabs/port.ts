/** What a tab says to the worker: first what to open, then what to send on it. */
export type FromTab =
  | {
      readonly kind: 'open';
      readonly url: string;
      readonly protocols: string[];
      /** Whose it is: tabs of the same user share a socket. */
      readonly owner: string;
      /** The name of a lock that the tab holds for as long as it is there. */
      readonly tab: string;
    }
  | { readonly kind: 'send'; readonly text: string }
  | { readonly kind: 'close' };

/** What the worker says to a tab of its socket. */
export type ToTab =
  | { readonly kind: 'open'; readonly protocol: string; readonly openedAt: number }
  | { readonly kind: 'frame'; readonly text: string }
  | { readonly kind: 'close'; readonly code: number; readonly reason: string };

/** The part of a MessagePort that either end uses. */
export interface Port<Sent, Received> {
  onmessage: ((event: { readonly data: Received }) => void) | null;
  postMessage(message: Sent): void;
  close(): void;
}

export type WorkerPort = Port<ToTab, FromTab>;
export type TabPort = Port<FromTab, ToTab>;
