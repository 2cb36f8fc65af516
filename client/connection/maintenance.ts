import { SECOND_SYNC_AFTER_MS } from '../../protocol/limits.ts';
import { ConnectionLost, lossOfError } from '../errors.ts';
import type { Settings } from '../options/options.ts';
import { backoff } from '../platform/backoff.ts';
import { createAlarms } from '../platform/timers.ts';
import type { Link } from './link.ts';

/** What a live connection needs from time to time. */
export interface MaintenancePorts {
  readonly settings: Settings;
  readonly link: Link;
  /** Epoch milliseconds by the server's clock. */
  serverNow(): number;
  /** Never rejects. */
  sync(): Promise<void>;
  /** Puts another connection in its place. @throws when that didn't work */
  rotate(): Promise<void>;
  /** Signing in again failed, and is tried again. @param retryInMs milliseconds */
  onRefreshFailed(error: unknown, retryInMs: number): void;
  /** It has lasted for a while. */
  onStable(): void;
}

export interface Maintenance {
  /** There is a new subscription: syncs now, and once more when all that was under way is stored. */
  subscribed(): void;
  /** There is a fresh token. */
  refreshed(): void;
  /** A sync is over: the server's clock may be known better. */
  synced(): void;
  /** Something came that nobody had asked for. */
  heard(): void;
  stop(): void;
}

/** A connection that ends sooner than this does not count as a success. */
const STABLE_MS = 10_000;
/** A token is refreshed this long, or a tenth of what it lasts, before it ends. */
const REFRESH_MARGIN_MS = 60_000;
const REFRESH_AT_LEAST_MS = 1_000;
/** A socket is replaced between a 24th and a 12th of its life, five to ten minutes, before it ends. */
const ROTATE_EARLY = 1 / 24;

/** A sync reads again what came since the last one, and until then their ids are kept: neither may grow without an end. */
const SYNC_AFTER_FRAMES = 2_000;

/** Begins with a connection that has just been synced. */
export function startMaintenance({
  settings,
  link,
  serverNow,
  sync,
  rotate,
  onRefreshFailed,
  onStable,
}: MaintenancePorts): Maintenance {
  const { timers, heartbeatMs, pongTimeoutMs, syncMs } = settings;
  const { connection } = link;
  const alarms = createAlarms<'heartbeat' | 'sync' | 'second sync' | 'refresh' | 'rotate' | 'stable'>(timers);
  let isStopped = false;
  let refreshFailures = 0;
  let rotateFailures = 0;
  let framesSinceSync = 0;

  const set: typeof alarms.set = (name, milliseconds, callback) => {
    if (!isStopped) alarms.set(name, milliseconds, callback);
  };
  const leftOfToken = () => link.expiresAt - serverNow();
  const marginOf = (lifetime: number) => Math.min(REFRESH_MARGIN_MS, Math.max(0, lifetime) / 10);
  let margin = marginOf(leftOfToken());

  /** Whatever came shows that the socket lives, and keeps it open. */
  function heartbeat(): void {
    const left = heartbeatMs - (timers.now() - connection.heardAt);
    if (left > 0) set('heartbeat', left, heartbeat);
    else connection.probe(pongTimeoutMs).then(heartbeat, () => undefined);
  }

  /** So long after any sync. */
  function syncRarely(): void {
    set('sync', syncMs, () => void sync());
  }

  function syncTwice(): void {
    set('second sync', SECOND_SYNC_AFTER_MS, () => void sync());
  }

  function refreshInTime(): void {
    const wait = leftOfToken() - margin;
    // Without an expiry that can be read, the server's answers are all there is to go by.
    if (Number.isFinite(wait)) set('refresh', Math.max(wait, REFRESH_AT_LEAST_MS), () => void refresh());
  }

  async function refresh(): Promise<void> {
    try {
      await link.refresh();
    } catch (error) {
      if (error instanceof ConnectionLost || isStopped) return;
      const left = leftOfToken();
      if (left <= 0) {
        return connection.end({ ...lossOfError(error), reconnect: 'later' });
      }
      const failures = refreshFailures++;
      const wait = Math.min(backoff(settings.backoff, failures, settings.random), left);
      const retryInMs = Math.max(wait, REFRESH_AT_LEAST_MS);
      set('refresh', retryInMs, () => void refresh());
      onRefreshFailed(error, retryInMs);
    }
  }

  function rotateIn(milliseconds: number): void {
    set('rotate', milliseconds, () => {
      rotate().catch(() => {
        const { mostMs } = settings.backoff;
        rotateIn(mostMs + backoff(settings.backoff, rotateFailures++, settings.random));
      });
    });
  }

  heartbeat();
  syncRarely();
  syncTwice();
  refreshInTime();
  const age = timers.now() - connection.openedAt;
  rotateIn(Math.max(0, settings.connectionMaxMs * (1 - ROTATE_EARLY * (1 + settings.random())) - age));
  set('stable', STABLE_MS, onStable);

  return {
    subscribed() {
      void sync();
      syncTwice();
    },
    refreshed() {
      refreshFailures = 0;
      margin = marginOf(leftOfToken());
      refreshInTime();
    },
    heard() {
      if (++framesSinceSync === SYNC_AFTER_FRAMES) void sync();
    },
    synced() {
      framesSinceSync = 0;
      syncRarely();
      // Unless it is being tried already, after a failure.
      if (refreshFailures === 0) refreshInTime();
    },
    stop() {
      isStopped = true;
      alarms.clearAll();
    },
  };
}
