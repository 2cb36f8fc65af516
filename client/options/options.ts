import type { BackoffLimits } from '../platform/backoff.ts';
import type { Network } from '../platform/network.ts';
import type { OpenSocket } from '../platform/socket.ts';
import type { Timers } from '../platform/timers.ts';
import type { ChatStore } from '../storage/store.ts';

/** Why a token is asked for again at once: the one before was refused, so one from a cache won't do. */
export interface RefusedToken {
  readonly code: 'invalid_token' | 'token_expired';
}

/** Times are milliseconds. What can't work is refused when the client is made. */
export interface ChatClientOptions {
  /** Of the WebSocket API: `wss://chat.example.com/ws/chat/lobby/` */
  readonly url: string;
  /**
   * Asked for the JWT at each connect, and before the last one ends. Where it fails, or gives what isn't one, that is
   * told (`connectionFailed`) and it is asked again later. `null` says that nobody is signed in any more: the client
   * stops, in the state `refused` with the code `signed_out`, until `connect()`.
   */
  readonly token: (refused?: RefusedToken) => string | null | Promise<string | null>;
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
  /** @default what the page's events say; where there is no page, always online */
  readonly network?: Network;
  /** Is told why connecting failed, what a listener threw and what the store failed at. @default console.error */
  readonly report?: (error: unknown) => void;
  /**
   * Is told each step, for a log: states, attempts, sockets, and of each frame its type and `ref`; never a token, nor what
   * somebody said. @default nobody
   */
  readonly debug?: (line: string) => void;
  /**
   * Without a frame, before the socket is asked whether it lives, at least 1,000; API Gateway closes one that has been idle for
   * ten minutes. @default 540,000
   */
  readonly heartbeatMs?: number;
  /**
   * Between syncs that nothing gives a reason for, at least 1,000. The server delivers what it has stored; this is for
   * what nobody has thought of. A minute less than five heartbeats, so that it takes the place of one. @default 2,640,000
   */
  readonly syncMs?: number;
  /** For the answer to a request, before the socket is probed. @default 15,000 */
  readonly answerTimeoutMs?: number;
  /** For the answer to a probe, before the socket is dropped. @default 10,000 */
  readonly pongTimeoutMs?: number;
  /** The same, after a sleep, a change of network, or when the page is looked at again. @default 4,000 */
  readonly wakeTimeoutMs?: number;
  /** For a socket to open. @default 15,000 */
  readonly openTimeoutMs?: number;
  /** For `token` to answer. @default 30,000 */
  readonly tokenTimeoutMs?: number;
  /** For the answer to a question, waiting for a connection included. @default 30,000 */
  readonly askTimeoutMs?: number;
  /**
   * For the acknowledgement of a command, from when it was first sent; at most twelve hours, as the server knows it for a
   * day. @default 300,000
   */
  readonly giveUpAfterMs?: number;
  /** For a command to be sent at all, from the call; may be Infinity. @default seven days */
  readonly giveUpUnsentAfterMs?: number;
  /** How many commands may wait. @default 1,000 */
  readonly queueLimit?: number;
  /** Between attempts; what is left out is the default's. @default from 500 to 30,000 */
  readonly backoff?: Partial<BackoffLimits>;
  /** Without a connection, before the state becomes `offline`; may be Infinity. @default 60,000 */
  readonly offlineAfterMs?: number;
  /** After which the server's side ends every socket, at least a minute. @default two hours, API Gateway's */
  readonly connectionMaxMs?: number;
}

/** The options with their defaults. */
export type Settings = Required<Omit<ChatClientOptions, 'backoff'>> & { readonly backoff: BackoffLimits };
