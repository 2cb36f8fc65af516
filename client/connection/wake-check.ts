import type { Settings } from '../options/options.ts';
import { watchForClockJumps } from '../platform/clock-jumps.ts';
import type { NetworkChange } from '../platform/network.ts';
import type { Link } from './link.ts';

export interface WakeCheckPorts {
  readonly settings: Settings;
  /** The connection there is. */
  live(): Link | undefined;
  /** When the last attempt to make one began, epoch milliseconds. */
  attemptAt(): number;
  /** When the last sync was over, epoch milliseconds. */
  syncedAt(): number;
  /** Lets go of a connection that is being opened beside the live one. */
  abandonRotation(): void;
  /** Tries to connect, now. @param isNew whether what failed before says nothing any more */
  retry(isNew: boolean): void;
  showOffline(): void;
  /** Never rejects. */
  sync(link: Link): Promise<void>;
  /** Somebody uses what was perhaps closed as one connection too many. */
  comeBack(): void;
}

/** Looks after a connection when a socket may have died without a word. */
export interface WakeCheck {
  start(): void;
  stop(): void;
  /** Listens no more. */
  end(): void;
}

/** Who has looked away for a moment needs no probe, which costs a message. */
const HEARD_LATELY_MS = 10_000;
/** Who comes back after so long asks for what they may have missed. */
const SYNCED_LATELY_MS = 300_000;

export function createWakeCheck(ports: WakeCheckPorts): WakeCheck {
  const { network, timers, wakeTimeoutMs, debug } = ports.settings;
  let stopClock: (() => void) | undefined;

  /** Finds out whether the socket outlived what has happened; where there is none, whether there can be one now. */
  function look(change: NetworkChange = 'network'): void {
    if (!stopClock) {
      if (change === 'shown') ports.comeBack();
      return;
    }
    const link = ports.live();
    debug(`looks: ${change}`);
    if (link) void probe(link, change);
    else if (!network.isOnline()) ports.showOffline();
    // Unless that is being tried already.
    else if (change === 'network' || timers.now() - ports.attemptAt() >= wakeTimeoutMs) {
      ports.retry(change === 'network');
    }
  }

  async function probe(link: Link, change: NetworkChange): Promise<void> {
    const { connection } = link;
    if (change === 'shown' && timers.now() - connection.heardAt < HEARD_LATELY_MS) return;
    // What is being opened may be as dead, and would be waited for much longer.
    ports.abandonRotation();
    try {
      await connection.probe(wakeTimeoutMs);
    } catch {
      // It has ended, and its listener knows.
      return;
    }
    if (change === 'network' || timers.now() - ports.syncedAt() >= SYNCED_LATELY_MS) await ports.sync(link);
  }

  const forgetNetwork = network.subscribe(look);
  const stop = () => {
    stopClock?.();
    stopClock = undefined;
  };
  return {
    start() {
      stop();
      // In a page that nobody looks at, timers are late.
      stopClock = watchForClockJumps(timers, () => network.isHidden?.() || look());
    },
    stop,
    end() {
      stop();
      forgetNetwork();
    },
  };
}
