import { ConnectionError, ConnectionLost, type Loss, lossOfError, SIGNED_OUT } from '../errors.ts';
import type { Settings } from '../options/options.ts';
import { backoff } from '../platform/backoff.ts';
import { startTimer } from '../platform/timers.ts';
import type { KnownFrame } from '../wire/frames.ts';
import type { Connection } from './connection.ts';
import { createLifetime } from './lifetime.ts';
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
  onFrame(frame: KnownFrame): void;
  /** There is a connection, or another one. */
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

const NOT_WANTED: Loss = { code: 'superseded', reason: 'Not wanted any more', reconnect: 'later' };

export function createSession(ports: SessionPorts): Session {
  const { settings } = ports;
  const { timers, debug } = settings;
  const stateTracker = createStateTracker(settings, ports.onState);
  let cancelRetry = () => {};
  /** Every connection there is: live, opening, kept for the answers that are still to come; or yet without a token. */
  const connections = new Set<Pick<Connection, 'end'>>();
  let user: string | undefined;
  let current: { readonly link: Link; readonly maintenance: Maintenance } | undefined;
  /** Counts attempts, so that one that was overtaken knows. */
  let attempt = 0;
  let attemptAt = 0;
  let failures = 0;
  let lastFailure: ConnectionError | undefined;
  let isSyncDue = false;
  let isRotating = false;
  /** Why the connection went that is being replaced just now. */
  let lostInRotation: Loss | undefined;
  /** Whether it was closed because its user had too many connections. */
  let isPushedOut = false;

  async function begin(): Promise<void> {
    const mine = ++attempt;
    attemptAt = timers.now();
    debug(`attempt ${mine}`);
    cancelRetry();
    isRotating = false;
    lostInRotation = undefined;
    endAllBut();
    try {
      goLive(await open(mine), mine);
    } catch (error) {
      if (mine === attempt) failed(error);
    }
  }

  /** A second connection beside the one that is soon to end. @throws when it came to nothing */
  async function rotate(): Promise<void> {
    const mine = ++attempt;
    isRotating = true;
    try {
      goLive(await open(mine), mine);
    } catch (error) {
      if (current) {
        if (mine === attempt) failedBeside(lossOfError(error));
        throw error;
      }
      if (mine !== attempt) return;
      failed(lostInRotation?.reconnect === 'never' ? new ConnectionLost(lostInRotation) : error);
    } finally {
      if (mine === attempt) isRotating = false;
    }
  }

  async function open(mine: number): Promise<Link> {
    let connection: Connection | undefined;
    const beginning = createLifetime(() => undefined);
    connections.add(beginning);
    try {
      const link = await openLink(settings, beginning, {
        onOpening(opened) {
          connection = opened;
          connections.delete(beginning);
          connections.add(opened);
          if (mine !== attempt) opened.end(NOT_WANTED);
        },
        onSignedIn(name) {
          // What still comes for somebody else must not be taken for this user's.
          if (user !== undefined && user !== name) endAllBut(connection);
          user = name;
          ports.onSignedIn(name);
        },
        onFrame: ports.onFrame,
        onLost(loss) {
          if (connection) connections.delete(connection);
          if (current && current.link.connection === connection) lose(loss);
        },
        onRefreshed() {
          if (!current || current.link.connection !== connection) return;
          current.maintenance.refreshed();
          current.maintenance.subscribed();
        },
      });
      await ports.sync(link);
      return link;
    } catch (error) {
      connections.delete(beginning);
      connection?.end(NOT_WANTED);
      throw error;
    }
  }

  function goLive(link: Link, mine: number): void {
    if (link.connection.lost) throw link.connection.lost;
    if (mine !== attempt) {
      link.connection.end(NOT_WANTED);
      throw new ConnectionLost(NOT_WANTED);
    }
    const before = current;
    const maintenance = startMaintenance({
      settings,
      link,
      serverNow: ports.serverNow,
      rotate,
      sync: () => syncLive(link),
      onRefreshFailed: (error, retryInMs) => tell(lossOfError(error), retryInMs),
      onStable: () => {
        failures = 0;
      },
    });
    current = { link, maintenance };
    before?.maintenance.stop();
    before?.link.connection.retire();
    isRotating = false;
    lostInRotation = undefined;
    cancelRetry();
    if (isSyncDue) maintenance.subscribed();
    isSyncDue = false;
    lastFailure = undefined;
    stateTracker.show('live');
    ports.onLive();
  }

  async function syncLive(link: Link): Promise<void> {
    try {
      await ports.sync(link);
      current?.maintenance.synced();
    } catch (error) {
      if (error instanceof ConnectionLost) return;
      link.connection.end({ code: 'sync_failed', reason: String(error), reconnect: 'later' });
    }
  }

  /** The live connection is gone. */
  function lose(loss: Loss): void {
    current?.maintenance.stop();
    current = undefined;
    lastFailure = new ConnectionError(loss);
    stateTracker.goDown();
    if (isRotating) {
      // Its successor is on its way; when the server had too many of this user's sockets, that is the reason.
      lostInRotation = loss;
      stateTracker.showDown(loss);
    } else if (loss.reconnect === 'never') refuse(loss);
    else retry(loss);
  }

  function failed(error: unknown): void {
    isRotating = false;
    const loss = lossOfError(error);
    if (loss.reconnect === 'never') {
      tell(loss);
      refuse(loss);
    } else tell(loss, retry(loss));
  }

  /** A rotation's attempt, beside a connection that is well. */
  function failedBeside(loss: Loss): void {
    tell(loss);
    if (loss.code === SIGNED_OUT.code) refuse(loss);
  }

  function tell(loss: Loss, retryInMs?: number): void {
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

  function endAllBut(kept?: Pick<Connection, 'end'>): void {
    for (const connection of [...connections]) if (connection !== kept) connection.end(NOT_WANTED);
  }

  function stop(next: 'refused' | 'closed', why: { readonly code: string; readonly reason: string }): void {
    attempt++;
    isRotating = false;
    lostInRotation = undefined;
    cancelRetry();
    wakeCheck.stop();
    current?.maintenance.stop();
    current = undefined;
    endAllBut();
    stateTracker.show(next, why);
  }

  function refuse({ code, reason }: { readonly code: string; readonly reason: string }): void {
    isPushedOut = code === 'conflict';
    stop('refused', { code, reason });
  }

  function connect(): void {
    if (stateTracker.state !== 'idle' && stateTracker.state !== 'refused') return;
    failures = 0;
    wakeCheck.start();
    stateTracker.goDown();
    stateTracker.showDown();
    void begin();
  }

  function comeBack(): void {
    if (stateTracker.state === 'refused' && isPushedOut) connect();
  }

  const wakeCheck = createWakeCheck({
    settings,
    live: () => current?.link,
    attemptAt: () => attemptAt,
    abandonRotation() {
      if (!isRotating) return;
      attempt++;
      isRotating = false;
      endAllBut(current?.link.connection);
    },
    retry(isNew) {
      if (isNew) {
        failures = 0;
        stateTracker.goDown();
        stateTracker.showDown();
      }
      void begin();
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
