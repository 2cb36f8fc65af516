/** The part of a WHATWG WebSocket that a client uses. */
export interface SocketLike {
  /** The subprotocol that the server chose; empty when it chose none. */
  readonly protocol: string;
  /** Since when it is open, where that was before `onopen`: epoch milliseconds. */
  readonly openedAt?: number | undefined;
  onopen: ((event: never) => void) | null;
  onmessage: ((event: never) => void) | null;
  onclose: ((event: never) => void) | null;
  onerror: ((event: never) => void) | null;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

/**
 * Begins to open a socket; may throw instead.
 * @param token that is going to be presented on it, for who must know before whose socket it is
 */
export type OpenSocket = (url: string, protocols: string[], token: string) => SocketLike;

export type WebSocketClass = new (url: string, protocols: string[]) => SocketLike;

/** The platform's own WebSocket class; undefined where there is none (Node before 22). */
export const findWebSocket = (): WebSocketClass | undefined =>
  (globalThis as { WebSocket?: WebSocketClass }).WebSocket;

export const NO_WEB_SOCKET = 'There is no WebSocket here: pass the option openSocket';

/** Opens the platform's own WebSocket, which whoever makes a client has looked for. */
export const openPlatformSocket = (url: string, protocols: string[]): SocketLike =>
  new (findWebSocket() as WebSocketClass)(url, protocols);
