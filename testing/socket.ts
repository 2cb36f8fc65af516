import type { SocketLike } from '../client/platform/socket.ts';
import { SUBPROTOCOL_V2 } from '../protocol/negotiate.ts';

/** An error that a test wants to be answered. */
export interface Refusal {
  readonly code: string;
  readonly message: string;
  /** Whether the same command may work later. @default false */
  readonly retryable?: boolean;
}

/** The server's end of a socket. */
export interface ServerSocket {
  readonly client: SocketLike;
  readonly isOpen: boolean;
  open(): void;
  deliver(frame: string): void;
  /** @param code as in a WebSocket's close event: 1006 when the network went */
  end(code: number): void;
}

type Listener = ((event: never) => void) | null;

/** @param onFrame a frame of the client's; @param onEnd once, whoever ended it */
export function createSocket(onFrame: (text: string) => void, onEnd: () => void): ServerSocket {
  let state: 'opening' | 'open' | 'closed' = 'opening';
  const call = (listener: Listener, event: object) => listener?.(event as never);
  const client: SocketLike & { protocol: string } = {
    protocol: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send(text) {
      if (state === 'open') onFrame(text);
    },
    close: () => end(1000),
  };

  function end(code: number): void {
    if (state === 'closed') return;
    state = 'closed';
    onEnd();
    // A socket never calls back while its owner is calling it.
    queueMicrotask(() => call(client.onclose, { code, reason: '', wasClean: code === 1000 }));
  }

  return {
    client,
    get isOpen() {
      return state === 'open';
    },
    open() {
      if (state !== 'opening') return;
      state = 'open';
      client.protocol = SUBPROTOCOL_V2;
      call(client.onopen, {});
    },
    deliver: (data) => call(client.onmessage, { data }),
    end,
  };
}
