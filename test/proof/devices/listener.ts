import type { Gateway, SocketHandle } from '../gateway/gateway.ts';
import type { Wire } from '../gateway/gateway-socket.ts';
import type { Simulation } from '../simulation/simulation.ts';

/** A connection of v1: it can ask for nothing, so what it isn't told it never sees. */
export interface Listening {
  readonly connectionId: string;
  /** When the client knew that it was open, and that it was closed; epoch milliseconds. */
  readonly openedAt: number;
  closedAt?: number;
  /** What it was told, and when. */
  readonly heard: { readonly text: string; readonly at: number }[];
  /** Frames that are none of v1. */
  readonly unreadable: string[];
}

/** A user's program of v1, which comes back whenever its socket ends. */
export interface Listener {
  readonly name: string;
  readonly user: string;
  readonly listenings: readonly Listening[];
  start(): void;
  /** Sends a command, if its socket is open. */
  send(command: object): void;
  closeFromServer(): void;
}

const MINUTE_MS = 60_000;
/** API Gateway ends what is idle for ten minutes. */
const STAYS_AWAKE_MS = 5 * MINUTE_MS;
const YEAR_MS = 365 * 24 * 60 * MINUTE_MS;

export function createListener(
  { scheduler, rng, faults, gateway }: Omit<Simulation, 'trace'> & { readonly gateway: Gateway },
  { name, user }: { name: string; user: string },
): Listener {
  const listenings: Listening[] = [];
  let socket: SocketHandle | undefined;
  const wire: Wire = {
    latency: () =>
      faults.strikes('network', 'slow network', 0.08) ? rng.spread(100, 6_000) : rng.between(3, 40),
    pass: (arrive) => arrive(),
  };

  function open(): void {
    let listening: Listening | undefined;
    const identity = {
      user,
      tokenExpiresAt: scheduler.now() + YEAR_MS,
      issuer: 'https://issuer.example',
      subject: user,
    };
    const opened = gateway.open({ protocol: 'v1', identity }, wire, {
      onOpen() {
        listening = {
          connectionId: opened.connectionId,
          openedAt: scheduler.now(),
          heard: [],
          unreadable: [],
        };
        listenings.push(listening);
        scheduler.after(STAYS_AWAKE_MS, stayAwake);
      },
      onFrame(frame) {
        const { message, error, connectionId, ...more } = JSON.parse(frame) as Record<string, unknown>;
        // API Gateway's own has both.
        if (connectionId !== undefined) return;
        if (typeof message === 'string') listening?.heard.push({ text: message, at: scheduler.now() });
        if ((typeof message !== 'string' && typeof error !== 'string') || Object.keys(more).length > 0)
          listening?.unreadable.push(frame);
      },
      onClosed() {
        if (listening) listening.closedAt = scheduler.now();
        scheduler.after(rng.between(200, 5_000), open);
      },
    });
    socket = opened;

    function stayAwake(): void {
      if (listening?.closedAt !== undefined) return;
      opened.send('{"type":"still here"}');
      scheduler.after(STAYS_AWAKE_MS, stayAwake);
    }
  }

  return {
    name,
    user,
    listenings,
    start: open,
    send: (command) => socket?.send(JSON.stringify(command)),
    closeFromServer: () => socket?.closeFromServer(),
  };
}
