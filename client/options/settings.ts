import { CONNECTION_MAX_MS } from '../../protocol/limits.ts';
import { ConnectionError } from '../errors.ts';
import type { BackoffLimits } from '../platform/backoff.ts';
import { browserNetwork } from '../platform/network.ts';
import { makeRef } from '../platform/refs.ts';
import { findWebSocket, NO_WEB_SOCKET, openPlatformSocket } from '../platform/socket.ts';
import { systemTimers } from '../platform/timers.ts';
import type { ChatStore } from '../storage/store.ts';
import { checkSettings } from './check-options.ts';
import type { ChatClientOptions, Settings } from './options.ts';

/** What nobody can ask for again needs no memory. */
const NO_STORE: ChatStore = { load: () => ({}), save: () => undefined };

const defaults = {
  store: NO_STORE,
  openSocket: openPlatformSocket,
  timers: systemTimers,
  random: () => Math.random(),
  newRef: makeRef,
  network: browserNetwork,
  // Connecting fails for hours, perhaps, and nobody needs to see each time where in here.
  report: (error: unknown) => console.error(error instanceof ConnectionError ? String(error) : error),
  debug: () => undefined,
  heartbeatMs: 540_000,
  syncMs: 2_640_000,
  answerTimeoutMs: 15_000,
  pongTimeoutMs: 10_000,
  wakeTimeoutMs: 4_000,
  openTimeoutMs: 15_000,
  tokenTimeoutMs: 30_000,
  askTimeoutMs: 30_000,
  giveUpAfterMs: 300_000,
  giveUpUnsentAfterMs: 7 * 24 * 3_600_000,
  queueLimit: 1_000,
  offlineAfterMs: 60_000,
  connectionMaxMs: CONNECTION_MAX_MS,
};
const BACKOFF: BackoffLimits = { firstMs: 500, mostMs: 30_000 };

/**
 * @throws RangeError for a number that can't work, and a URL that is none of a WebSocket
 * @throws TypeError for what is missing, or of the wrong kind
 * @throws Error when there is no WebSocket to be had
 */
export function withDefaults(options: ChatClientOptions): Settings {
  const settings: Settings = {
    ...defaults,
    ...given(options),
    backoff: completeBackoff(given(options.backoff ?? {})),
  };
  checkSettings(settings, defaults);
  if (settings.openSocket === openPlatformSocket && !findWebSocket()) throw new Error(NO_WEB_SOCKET);
  return { ...settings, report: quietly(settings.report), debug: quietly(settings.debug) };
}

/** What was given, without what was given as undefined. */
const given = <T extends object>(options: T): T =>
  Object.fromEntries(Object.entries(options).filter(([, value]) => value !== undefined)) as T;

/** The half that is missing follows the other one where the default would contradict it. */
function completeBackoff({ firstMs, mostMs }: Partial<BackoffLimits>): BackoffLimits {
  return {
    firstMs: firstMs ?? Math.min(BACKOFF.firstMs, mostMs ?? BACKOFF.mostMs),
    mostMs: mostMs ?? Math.max(BACKOFF.mostMs, firstMs ?? 0),
  };
}

/** The same, but what it throws is nobody's: there is nobody left to tell. */
const quietly =
  <T>(tell: (what: T) => void) =>
  (what: T) => {
    try {
      tell(what);
    } catch {
      // See above.
    }
  };
