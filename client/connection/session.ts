import { ConnectionError, ConnectionLost, type Loss, lossOfError, SIGNED_OUT } from '../errors.ts';
import type { Settings } from '../options/options.ts';
import { backoff } from '../platform/backoff.ts';
import { startTimer } from '../platform/timers.ts';
import type { KnownFrame } from '../wire/frames.ts';
import type { Connection } from './connection.ts';
import { createLifetime, type Lifetime } from './lifetime.ts';
import { type Link, openLink } from './link.ts';
import { type Maintenance, startMaintenance } from './maintenance.ts';
import { type ConnectionState, createStateTracker, type StateChange } from './state-tracker.ts';
import { createWakeCheck } from './wake-check.ts';

export interface SessionPorts {
  readonly settings: Settings;
  /** Asks for what was missed. @throws ConnectionLost, ChatRequestError */
  sync(link: Link): Promise<void>;
  /** Epoch milliseconds by the server's clock. */
  serverNow(): number;
  onSignedIn(user: string): void;
  /** Each token that is presented says whether its user is an admin. */
  onAdmin(isAdmin: boolean): void;
  onFrame(frame: KnownFrame): void;
  /** A connection has become live, the first or a replacement. */
  onLive(): void;
  onState(change: StateChange): void;
  /** An attempt came to nothing, to connect or to sign in again. */
  onFailure(failure: ConnectionError): void;
}

/** Keeps one connection alive, whatever happens to its sockets. */
export interface Session {
  readonly state: ConnectionState;
  readonly live: Link | undefined;
  /** Why there is no connection; undefined while there is one, and before the first attempt is over. */
  readonly lastFailure: ConnectionError | undefined;
  connect(): void;
  /** Somebody uses the client: connects again if it was closed as one connection too many. */
  comeBack(): void;
  /** There is a new subscription, which asks for syncs. */
  subscribed(): void;
  close(): void;
}

const SUPERSEDED: Loss = { code: 'superseded', reason: 'Not wanted any more', reconnect: 'later' };

/** A second connection is being opened beside the live one, to replace it. */
interface Rotation {
  /** Why the live one went meanwhile. */
  lost?: Loss;
}

export function createSession(ports: SessionPorts): Session {
  const { settings } = ports;
  const { timers, debug } = settings;
  const stateTracker = createStateTracker(settings, ports.onState);
  /** All that must be ended when the session is: from the wait for a token to the end of its connection, also retired. */
  const lifetimes = new Map<Lifetime, Connection | undefined>();
  let cancelRetry = () => {};
  let user: string | undefined;
  let current: { readonly link: Link; readonly maintenance: Maintenance } | undefined;
  let rotation: Rotation | undefined;
  /** Counts attempts, so that one that was overtaken knows. */
  let attempt = 0;
  let attemptAt = 0;
  let syncedAt = 0;
  let failures = 0;
  let lastFailure: ConnectionError | undefined;
  let isSyncDue = false;
  /** Whether it was closed because its user had too many connections. */
  let isPushedOut = false;

  /** Whatever is being tried is wanted no more. @returns the number of the next attempt */
  function overtake(): number {
    cancelRetry();
    rotation = undefined;
    return ++attempt;
  }

  async function begin(): Promise<void> {
    const mine = overtake();
    attemptAt = timers.now();
    debug(`attempt ${mine}`);
    endAll();
    try {
      goLive(await open(mine), mine);
    } catch (error) {
      if (mine === attempt) attemptFailed(error);
    }
  }

  /** What failed before says nothing any more. */
  function startAfresh(): void {
    failures = 0;
    stateTracker.goDown();
    stateTracker.showDown();
    void begin();
  }

  /** A second connection beside the one that is soon to end. @throws when it came to nothing */
  async function rotate(): Promise<void> {
    const mine = overtake();
    const own: Rotation = {};
    rotation = own;
    try {
      goLive(await open(mine), mine);
    } catch (error) {
      if (mine === attempt) rotation = undefined;
      if (current) {
        // The old connection still lives: keep it, and let maintenance try again.
        if (mine === attempt) rotationFailed(lossOfError(error));
        throw error;
      }
      // It died meanwhile: this was the only attempt, so it counts as one; if the server sent the old one away for good,
      // that is the reason.
      if (mine !== attempt) return;
      attemptFailed(own.lost?.reconnect === 'never' ? new ConnectionLost(own.lost) : error);
    }
  }

  async function open(mine: number): Promise<Link> {
    const lifetime = createLifetime(() => {});
    const isLive = () => current?.link.connection === lifetimes.get(lifetime);
    lifetimes.set(lifetime, undefined);
    try {
      const link = await openLink(settings, lifetime, {
        onOpening(connection) {
          lifetimes.set(lifetime, connection);
          lifetime.atEnd(() => connection.end(SUPERSEDED));
          if (mine !== attempt) lifetime.end(SUPERSEDED);
        },
        onSignedIn({ user: name, admin }) {
          // What still comes for somebody else must not be taken for this user's.
          if (user !== undefined && user !== name) endAll(lifetimes.get(lifetime));
          user = name;
          ports.onSignedIn(name);
          ports.onAdmin(admin === true);
        },
        onFrame(frame) {
          ports.onFrame(frame);
          if (isLive()) current?.maintenance.heard();
        },
        onLost(loss) {
          if (isLive()) onLiveLost(loss);
          lifetimes.delete(lifetime);
        },
        onRefreshed({ admin }) {
          if (!isLive()) return;
          ports.onAdmin(admin === true);
          current?.maintenance.refreshed();
          // A new sign-in writes the subscriptions anew: sync as after any.
          current?.maintenance.subscribed();
        },
      });
      await sync(link);
      return link;
    } catch (error) {
      lifetime.end(SUPERSEDED);
      lifetimes.delete(lifetime);
      throw error;
    }
  }

  function goLive(link: Link, mine: number): void {
    if (link.connection.lost) throw link.connection.lost;
    if (mine !== attempt) {
      link.connection.end(SUPERSEDED);
      throw new ConnectionLost(SUPERSEDED);
    }
    const before = current;
    const maintenance = startMaintenance({
      settings,
      link,
      serverNow: ports.serverNow,
      rotate,
      sync: () => syncLive(link),
      onRefreshFailed: (error, retryInMs) => reportFailure(lossOfError(error), retryInMs),
      onStable: () => {
        failures = 0;
      },
    });
    current = { link, maintenance };
    before?.maintenance.stop();
    before?.link.connection.retire();
    rotation = undefined;
    if (isSyncDue) maintenance.subscribed();
    isSyncDue = false;
    lastFailure = undefined;
    stateTracker.show('live');
    ports.onLive();
  }

  async function sync(link: Link): Promise<void> {
    await ports.sync(link);
    syncedAt = timers.now();
  }

  async function syncLive(link: Link): Promise<void> {
    try {
      await sync(link);
      current?.maintenance.synced();
    } catch (error) {
      if (error instanceof ConnectionLost) return;
      link.connection.end({ code: 'sync_failed', reason: String(error), reconnect: 'later' });
    }
  }

  function onLiveLost(loss: Loss): void {
    current?.maintenance.stop();
    current = undefined;
    lastFailure = new ConnectionError(loss);
    stateTracker.goDown();
    if (rotation) {
      // Its successor is on its way; when the server had too many of this user's sockets, that is the reason.
      rotation.lost = loss;
      stateTracker.showDown(loss);
    } else if (loss.reconnect === 'never') refuse(loss);
    else retry(loss);
  }

  function attemptFailed(error: unknown): void {
    const loss = lossOfError(error);
    const isOver = loss.reconnect === 'never';
    reportFailure(loss, isOver ? undefined : retry(loss));
    if (isOver) refuse(loss);
  }

  /** The connection that was to be replaced is well. */
  function rotationFailed(loss: Loss): void {
    reportFailure(loss);
    if (loss.code === SIGNED_OUT.code) refuse(loss);
  }

  function reportFailure(loss: Loss, retryInMs?: number): void {
    const failure = new ConnectionError(loss, retryInMs);
    if (!current) lastFailure = failure;
    debug(
      `failed: ${loss.code}: ${loss.reason}${retryInMs === undefined ? '' : `; again in ${retryInMs} ms`}`,
    );
    ports.onFailure(failure);
  }

  /** @returns milliseconds until the next attempt */
  function retry(loss: Loss): number {
    // At once, but not again and again.
    const isAtOnce = loss.reconnect === 'at once' && failures === 0;
    const wait = (isAtOnce ? 0 : backoff(settings.backoff, failures, settings.random)) + (loss.afterMs ?? 0);
    failures++;
    cancelRetry = startTimer(timers, wait, () => void begin());
    stateTracker.showDown(loss);
    return wait;
  }

  function endAll(kept?: Connection): void {
    for (const [lifetime, connection] of [...lifetimes]) {
      if (!kept || connection !== kept) lifetime.end(SUPERSEDED);
    }
  }

  function stop(next: 'refused' | 'closed', why: { readonly code: string; readonly reason: string }): void {
    overtake();
    wakeCheck.stop();
    current?.maintenance.stop();
    current = undefined;
    endAll();
    stateTracker.show(next, why);
  }

  function refuse(loss: Loss): void {
    // The wire's code for one connection too many of a user.
    isPushedOut = loss.code === 'conflict';
    stop('refused', loss);
  }

  function connect(): void {
    if (stateTracker.state !== 'idle' && stateTracker.state !== 'refused') return;
    wakeCheck.start();
    startAfresh();
  }

  function comeBack(): void {
    if (stateTracker.state === 'refused' && isPushedOut) connect();
  }

  const wakeCheck = createWakeCheck({
    settings,
    live: () => current?.link,
    attemptAt: () => attemptAt,
    syncedAt: () => syncedAt,
    abandonRotation() {
      if (!rotation) return;
      overtake();
      endAll(current?.link.connection);
    },
    retry(isNew) {
      if (isNew) startAfresh();
      else void begin();
    },
    showOffline: () => stateTracker.showDown({ code: 'offline', reason: 'The network is gone' }),
    sync: syncLive,
    comeBack,
  });

  return {
    get state() {
      return stateTracker.state;
    },
    get live() {
      return current?.link;
    },
    get lastFailure() {
      return lastFailure;
    },
    connect,
    comeBack,
    subscribed() {
      if (current) current.maintenance.subscribed();
      else isSyncDue = true;
    },
    close() {
      if (stateTracker.state === 'closed') return;
      wakeCheck.end();
      stop('closed', { code: 'closed', reason: 'The client was closed' });
    },
  };
}
