import type { Settings } from '../options/options.ts';
import { createAlarms } from '../platform/timers.ts';

/**
 * - `idle`: before the first `connect()`
 * - `connecting`: for the first time
 * - `live`: signed in, and everything that was missed is here
 * - `resuming`: the connection was lost, and another is on its way
 * - `offline`: the same, when the platform says that there is no network, or for a long time; it goes on trying
 * - `refused`: by the server, or since nobody is signed in; nothing is tried until `connect()` is called again
 * - `closed`: for good
 */
export type ConnectionState = 'idle' | 'connecting' | 'live' | 'resuming' | 'offline' | 'refused' | 'closed';

export interface StateChange {
  readonly state: ConnectionState;
  readonly previous: ConnectionState;
  /** Why, where there is more to say: a code of the wire, or `socket_closed`, `no_answer`, `token_unavailable`, … */
  readonly code?: string | undefined;
  readonly reason?: string | undefined;
}

type Why = Pick<StateChange, 'code' | 'reason'>;

/** The state that a client shows: what there is, and what it looks like while there is nothing. */
export interface StateTracker {
  readonly state: ConnectionState;
  show(state: Exclude<ConnectionState, 'connecting' | 'resuming' | 'offline'>, why?: Why): void;
  /** There is no connection, from now on. */
  goDown(): void;
  /** There still is none: `connecting`, `resuming`, or `offline`. */
  showDown(why?: Why): void;
}

/** @param onState is told of changes only */
export function createStateTracker(
  { timers, network, offlineAfterMs }: Settings,
  onState: (change: StateChange) => void,
): StateTracker {
  const alarms = createAlarms<'offline'>(timers);
  let state: ConnectionState = 'idle';
  let downSince = 0;
  /** Why the last attempt came to nothing. */
  let lastWhy: Why | undefined;
  let wasLive = false;

  function set(next: ConnectionState, { code, reason }: Why = {}): void {
    if (next === state) return;
    const previous = state;
    state = next;
    onState({ state, previous, code, reason });
  }

  function showDown(why?: Why): void {
    lastWhy = why ?? lastWhy;
    const isLong = timers.now() - downSince >= offlineAfterMs;
    set(isLong || !network.isOnline() ? 'offline' : wasLive ? 'resuming' : 'connecting', why);
  }

  return {
    get state() {
      return state;
    },
    show(next, why) {
      alarms.clearAll();
      wasLive = next === 'live';
      lastWhy = undefined;
      set(next, why);
    },
    goDown() {
      downSince = timers.now();
      alarms.set('offline', offlineAfterMs, () =>
        showDown(lastWhy ?? { code: 'offline', reason: 'No connection' }),
      );
    },
    showDown,
  };
}
