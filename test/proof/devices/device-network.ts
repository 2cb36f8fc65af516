import type { Identity } from '../../../chat/ports/connections/tokens.ts';
import type { Network, SocketLike } from '../../../client/index.ts';
import type { Gateway } from '../gateway/gateway.ts';
import type { Wire } from '../gateway/gateway-socket.ts';
import type { Rng } from '../simulation/rng.ts';
import type { Scheduler } from '../simulation/scheduler.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { createDeviceSocket, type DeviceSocket } from './device-socket.ts';
import type { Program } from './program.ts';

/** A device's way to the network, and the sockets that go through it. */
export interface DeviceNetwork {
  /** What the platform tells of it, on devices that tell. */
  readonly events: Network;
  open(program: Program, identity: Identity | undefined): SocketLike;
  /** It is gone for a while, and with it every socket; who is not told of that finds out by silence. */
  cut(options: { milliseconds: number; isNoticed: boolean }): void;
  /** Nothing comes through for a while, and then everything. */
  stall(milliseconds: number): void;
  /** API Gateway closes its sockets. */
  closeFromServer(): void;
  /** The sockets of a program that has ended. */
  abandon(program: Program): void;
  heal(): void;
}

export function createDeviceNetwork(
  { scheduler, rng, faults, gateway }: Omit<Simulation, 'trace'> & { readonly gateway: Gateway },
  runningProgram: () => Program | undefined,
): DeviceNetwork {
  let sockets: { readonly program: Program; readonly socket: DeviceSocket }[] = [];
  const listeners = new Set<() => void>();
  const tellsEvents = rng.hits(0.5);
  const sendsHeader = rng.hits(0.3);
  let downUntil = 0;
  let stalledUntil = 0;
  let held: (() => void)[] = [];
  const isDown = () => downUntil > scheduler.now();
  const isStalled = () => stalledUntil > scheduler.now();
  const wire: Wire = {
    latency: () =>
      faults.strikes('network', 'slow network', 0.08) ? rng.spread(100, 6_000) : rng.between(3, 40),
    pass(arrive) {
      if (isStalled()) held.push(arrive);
      else arrive();
    },
  };

  function tell(): void {
    if (!tellsEvents) return;
    const program = runningProgram();
    program?.run(() => {
      for (const listener of [...listeners]) listener();
    });
  }

  /** In the order in which it was sent; each as an event of its own. */
  function release(): void {
    if (isStalled()) return;
    const released = held;
    held = [];
    for (const arrive of released) scheduler.after(0, () => wire.pass(arrive));
  }

  function cutAll(isNoticed: boolean, chosen = sockets): void {
    for (const { socket } of chosen) {
      socket.cut({
        ...(isNoticed ? { clientNoticesAfter: rng.between(0, 2_000) } : {}),
        serverNoticesAfter: rng.hits(0.5) ? rng.between(0, 2_000) : rng.spread(2_000, 600_000),
      });
    }
    sockets = sockets.filter((entry) => !chosen.includes(entry));
  }

  return {
    events: {
      isOnline: () => !tellsEvents || !isDown(),
      subscribe(listener) {
        listeners.add(listener);
        return () => void listeners.delete(listener);
      },
    },
    open(program, identity) {
      if (isDown()) return createDeadSocket(scheduler, rng, program);
      const isGood = identity !== undefined && identity.tokenExpiresAt > scheduler.now() + 10_000;
      const socket = createDeviceSocket(
        (client) =>
          gateway.open({ protocol: 'v2', ...(sendsHeader && isGood && { identity }) }, wire, client),
        program.run,
      );
      sockets = [...sockets.filter((entry) => !entry.socket.isClosed), { program, socket }];
      return socket.socket;
    },
    cut({ milliseconds, isNoticed }) {
      downUntil = Math.max(downUntil, scheduler.now() + milliseconds);
      cutAll(isNoticed);
      tell();
      scheduler.at(downUntil, () => {
        if (!isDown()) tell();
      });
    },
    stall(milliseconds) {
      stalledUntil = Math.max(stalledUntil, scheduler.now() + milliseconds);
      scheduler.at(stalledUntil, release);
    },
    closeFromServer() {
      for (const { socket } of sockets) socket.closeFromServer();
    },
    abandon(program) {
      cutAll(
        false,
        sockets.filter((entry) => entry.program === program),
      );
    },
    heal() {
      const wasDown = isDown();
      downUntil = 0;
      stalledUntil = 0;
      release();
      if (wasDown) tell();
    },
  };
}

/** A socket without a network: it fails at once, or after a while. */
function createDeadSocket(scheduler: Scheduler, rng: Rng, program: Program): SocketLike {
  const socket: SocketLike = {
    protocol: '',
    onopen: null,
    onmessage: null,
    onclose: null,
    onerror: null,
    send() {},
    close() {},
  };
  scheduler.after(rng.spread(1, 21_000), () =>
    program.run(() => {
      socket.onerror?.({} as never);
      socket.onclose?.({ code: 1006, reason: '' } as never);
    }),
  );
  return socket;
}
