import { CONNECTION_MAX_MS, REF_KEPT_MS } from '../protocol/limits.ts';
import type { BackoffLimits } from './backoff.ts';
import { browserNetwork, type Network } from './network.ts';
import { findWebSocket, NO_WEB_SOCKET, type OpenSocket, openPlatformSocket } from './socket.ts';
import { type ChatStore, createMemoryStore } from './store.ts';
import { systemTimers, type Timers } from './timers.ts';

/** Why a token is asked for again at once: the one before was refused, so one from a cache won't do. */
export interface RefusedToken {
  readonly code: 'invalid_token' | 'token_expired';
}

/** Times are milliseconds. */
export interface ChatClientOptions {
  /** Of the WebSocket API: `wss://chat.example.com/ws/chat/lobby/` */
  readonly url: string;
  /** Asked for the JWT at each connect, and before the last one ends. May fail: it is asked again later. */
  readonly token: (refused?: RefusedToken) => string | Promise<string>;
  /** Keeps what must outlive a restart. @default in memory */
  readonly store?: ChatStore;
  /** @default the platform's WebSocket (in Node without one, that of the package `ws`) */
  readonly openSocket?: OpenSocket;
  /** @default the platform's */
  readonly timers?: Timers;
  /** A number in [0, 1). @default Math.random */
  readonly random?: () => number;
  /** Makes the name of a request: different each time, 1 to 64 characters. @default a UUID */
  readonly newRef?: () => string;
  /** @default the browser's `online` and `offline` events */
  readonly network?: Network;
  /** Is told what a listener threw and what the store failed at. @default console.error */
  readonly report?: (error: unknown) => void;
  /** Between syncs on a quiet socket; API Gateway closes one that has been idle for ten minutes. @default 240,000 */
  readonly heartbeatMs?: number;
  /** For the answer to a request, before the socket is probed. @default 15,000 */
  readonly answerTimeoutMs?: number;
  /** For the answer to a probe, before the socket is dropped. @default 10,000 */
  readonly pongTimeoutMs?: number;
  /** For a socket to open. @default 15,000 */
  readonly openTimeoutMs?: number;
  /** For `token` to answer. @default 30,000 */
  readonly tokenTimeoutMs?: number;
  /** For the answer to a question, waiting for a connection included. @default 30,000 */
  readonly askTimeoutMs?: number;
  /** For the acknowledgement of a command; at most twelve hours, as the server knows it for a day. @default 300,000 */
  readonly giveUpAfterMs?: number;
  /** How many commands may wait. @default 1,000 */
  readonly queueLimit?: number;
  /** Between attempts. @default from 500 to 30,000 */
  readonly backoff?: BackoffLimits;
  /** Without a connection, before the state becomes `offline`. @default 60,000 */
  readonly offlineAfterMs?: number;
  /** After which the server's side ends every socket. @default two hours, API Gateway's */
  readonly connectionMaxMs?: number;
}

/** The options with their defaults. */
export type Settings = Required<ChatClientOptions>;

/** A UUID; on a page without TLS, where browsers make none, as many random digits. */
const makeRef = () =>
  crypto.randomUUID?.() ??
  Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join(
    '',
  );

const defaults = {
  openSocket: openPlatformSocket,
  timers: systemTimers,
  random: () => Math.random(),
  newRef: makeRef,
  network: browserNetwork,
  report: (error: unknown) => console.error(error),
  heartbeatMs: 240_000,
  answerTimeoutMs: 15_000,
  pongTimeoutMs: 10_000,
  openTimeoutMs: 15_000,
  tokenTimeoutMs: 30_000,
  askTimeoutMs: 30_000,
  giveUpAfterMs: 300_000,
  queueLimit: 1_000,
  backoff: { firstMs: 500, mostMs: 30_000 },
  offlineAfterMs: 60_000,
  connectionMaxMs: CONNECTION_MAX_MS,
};

/**
 * @throws RangeError when a command would be sent again after the server may have forgotten it, or the URL is none of
 * a WebSocket
 * @throws TypeError when there is nothing to ask for tokens
 * @throws Error when there is no WebSocket to be had
 */
export function withDefaults(options: ChatClientOptions): Settings {
  const given = Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined));
  const settings: Settings = { store: createMemoryStore(), ...defaults, ...given } as Settings;
  if (!/^wss?:\/\/[^/]/.test(settings.url)) {
    throw new RangeError(`url: must begin with wss:// or ws:// (it is ${settings.url})`);
  }
  if (typeof settings.token !== 'function')
    throw new TypeError('token: must be a function that gives a token');
  if (settings.giveUpAfterMs > REF_KEPT_MS / 2) {
    throw new RangeError(`giveUpAfterMs: at most ${REF_KEPT_MS / 2}`);
  }
  if (settings.openSocket === openPlatformSocket && !findWebSocket()) throw new Error(NO_WEB_SOCKET);
  const { report } = settings;
  return {
    ...settings,
    report(error) {
      try {
        report(error);
      } catch {
        // There is nobody left to tell.
      }
    },
  };
}
