import type { PostOutcome, Posts } from '../../../chat/ports/posts.ts';
import type { WebSocketResult } from '../../../lambdas/websocket-event.ts';
import { CONNECTION_MAX_MS, IDLE_MAX_MS } from '../../../protocol/limits.ts';
import { type Protocol, SUBPROTOCOL_V2 } from '../../../protocol/negotiate.ts';
import type { Invocation } from '../simulation/invocation.ts';
import type { Simulation } from '../simulation/simulation.ts';
import type { Functions } from './functions.ts';
import type { Handshake } from './gateway-events.ts';
import { type ClientEnd, createLane, type Lane, type Wire } from './gateway-socket.ts';

/** The client's hold on a socket. */
export interface SocketHandle {
  readonly connectionId: string;
  send(text: string): void;
  close(): void;
  /** API Gateway ends it. */
  closeFromServer(): void;
  /** The network between goes: both ends may think for a long time that the socket is well. */
  cut(options: { clientNoticesAfter?: number; serverNoticesAfter: number }): void;
}

/** API Gateway's WebSocket API, with its rules for sockets, and what can go wrong with them. */
export interface Gateway {
  open(
    handshake: Omit<Handshake, 'connection'> & { protocol: Protocol },
    wire: Wire,
    client: ClientEnd,
  ): SocketHandle;
  postsOf(invocation: Invocation): Posts;
  readonly openConnections: ReadonlySet<string>;
  /** How many were posted with success. */
  readonly frames: number;
  /** Those of them that tell of a message, or of its change, over v2, as it comes live, and when; epoch milliseconds. */
  readonly told: readonly { readonly at: number; readonly frame: string }[];
  /** All frames that were posted of whispers. */
  readonly whispered: ReadonlySet<string>;
}

interface Socket {
  readonly connectionId: string;
  state: 'opening' | 'open' | 'closed';
  lastActivity: number;
  readonly down: Lane;
  readonly client: ClientEnd;
}

/** What API Gateway says when a function is to blame. */
const INTERNAL_SERVER_ERROR = '{"message":"Internal server error","connectionId":"x=","requestId":"y="}';

/** A whisper as its target sees it, in either protocol. */
const WHISPERED =
  /^\{"message":"\(Whisper from |^\{"type":"message","id":"\w+","ts":"[^"]+","conversation":"whisper:/;
const LIVE_MESSAGE = /^\{"type":"(message|edited|deleted)","id":/;

const never = new Promise<never>(() => {});

/** A browser fails a handshake that doesn't name the protocol that it offered. */
const isAccepted = (result: WebSocketResult | undefined, offered: Protocol) =>
  result?.statusCode === 200 &&
  result.headers?.['Sec-WebSocket-Protocol'] === (offered === 'v2' ? SUBPROTOCOL_V2 : undefined);

export function createGateway({
  scheduler,
  rng,
  faults,
  functions,
  trace,
}: Simulation & { readonly functions: Functions }): Gateway {
  const sockets = new Map<string, Socket>();
  const openConnections = new Set<string>();
  const handshakes = new Map<string, Handshake>();
  let opened = 0;
  let frames = 0;
  const told: Gateway['told'][number][] = [];
  const whispered = new Set<string>();

  /** Ends a socket on the server's side. */
  function end(socket: Socket, code: number): void {
    if (socket.state === 'closed') return;
    trace(() => `${socket.connectionId} ends ${code}`);
    const wasOpen = socket.state === 'open';
    socket.state = 'closed';
    sockets.delete(socket.connectionId);
    openConnections.delete(socket.connectionId);
    socket.down.send(() => socket.client.onClosed(code));
    if (!wasOpen || faults.strikes('events', '$disconnect lost', 0.2)) return;
    const wait = faults.strikes('events', '$disconnect late', 0.2)
      ? rng.spread(1_000, 60_000)
      : rng.between(5, 300);
    const handshake = handshakes.get(socket.connectionId);
    if (handshake) scheduler.after(wait, () => functions.disconnect(handshake));
  }

  function watchIdleness(socket: Socket): void {
    scheduler.at(socket.lastActivity + IDLE_MAX_MS, () => {
      if (scheduler.now() - socket.lastActivity >= IDLE_MAX_MS) end(socket, 1001);
      else if (socket.state === 'open') watchIdleness(socket);
    });
  }

  function receive(socket: Socket, text: string, handshake: Handshake): void {
    if (socket.state !== 'open') return;
    socket.lastActivity = scheduler.now();
    trace(() => `${socket.connectionId} sent ${text.slice(0, 200)}`);
    const tell = (message: string) => {
      if (socket.state === 'open') socket.down.send(() => socket.client.onFrame(message));
    };
    if (faults.strikes('network', 'frame never reached a function', 0.02)) {
      tell(INTERNAL_SERVER_ERROR);
    } else functions.message(text, handshake, () => tell(INTERNAL_SERVER_ERROR));
  }

  /** One attempt of the management API. @param act does it, once */
  async function attempt(invocation: Invocation, name: string, act: () => PostOutcome): Promise<PostOutcome> {
    if (!invocation.beginCall(name)) return never;
    const pass = (cause: string): PostOutcome => ({ kind: 'transient', cause: new Error(cause) });
    await invocation.sleep(
      faults.strikes('slow', 'slow post', 0.08) ? rng.spread(50, 2_500) : rng.between(2, 12),
    );
    let outcome: PostOutcome;
    if (faults.strikes('posts', 'post throttled', 0.08)) outcome = pass('429');
    else if (faults.strikes('posts', 'post failed', 0.05)) outcome = pass('500');
    else if (faults.strikes('posts', 'post arrived and looked failed', 0.05)) {
      act();
      outcome = pass('reset');
    } else if (faults.strikes('posts', 'post hung', 0.03)) {
      if (rng.hits(0.5)) act();
      await invocation.sleep(3_000);
      outcome = pass('timed out');
    } else outcome = act();
    await invocation.sleep(rng.between(1, 6));
    return invocation.endCall(name) ? outcome : never;
  }

  return {
    openConnections,
    get frames() {
      return frames;
    },
    told,
    whispered,
    open({ protocol, ...rest }, wire, client) {
      const up = createLane(scheduler, wire);
      const down = createLane(scheduler, wire);
      const connectionId = `c${String(++opened).padStart(4, '0')}=`;
      const socket: Socket = { connectionId, state: 'opening', lastActivity: 0, down, client };
      up.send(() => {
        const connectedAt = scheduler.now();
        const handshake: Handshake = { ...rest, connection: { connectionId, connectedAt, protocol } };
        functions.connect(handshake, (result) => {
          if (socket.state === 'closed') return;
          if (!isAccepted(result, protocol)) {
            socket.state = 'closed';
            return down.send(() => client.onClosed(1006));
          }
          socket.state = 'open';
          socket.lastActivity = scheduler.now();
          sockets.set(connectionId, socket);
          openConnections.add(connectionId);
          watchIdleness(socket);
          scheduler.at(connectedAt + CONNECTION_MAX_MS, () => end(socket, 1001));
          handshakes.set(connectionId, handshake);
          trace(() => `${connectionId} opens`);
          down.send(client.onOpen);
        });
      });
      return {
        connectionId,
        send: (text) =>
          up.send(() => {
            const handshake = handshakes.get(connectionId);
            if (handshake) receive(socket, text, handshake);
          }),
        close: () =>
          up.send(() => {
            // While $connect runs, nobody looks; it is found closed right after.
            if (socket.state === 'open') end(socket, 1000);
            else if (socket.state === 'opening')
              scheduler.after(rng.between(100, 3_000), () => end(socket, 1000));
          }),
        closeFromServer: () => end(socket, 1001),
        cut({ clientNoticesAfter, serverNoticesAfter }) {
          up.cut();
          down.cut();
          if (clientNoticesAfter !== undefined)
            scheduler.after(clientNoticesAfter, () => client.onClosed(1006));
          scheduler.after(serverNoticesAfter, () => end(socket, 1006));
        },
      };
    },
    postsOf: (invocation) => ({
      post: (connectionId, frame) =>
        attempt(invocation, 'posts.post', () => {
          const socket = sockets.get(connectionId);
          if (!socket) return { kind: 'gone' };
          socket.lastActivity = scheduler.now();
          frames++;
          if (LIVE_MESSAGE.test(frame)) told.push({ at: scheduler.now(), frame });
          if (WHISPERED.test(frame)) whispered.add(frame);
          trace(() => `  ${invocation.name} posts to ${connectionId} ${frame.slice(0, 300)}`);
          socket.down.send(() => socket.client.onFrame(frame));
          return { kind: 'done' };
        }),
      close: (connectionId) =>
        attempt(invocation, 'posts.close', () => {
          const socket = sockets.get(connectionId);
          if (!socket) return { kind: 'gone' };
          end(socket, 1000);
          return { kind: 'done' };
        }),
    }),
  };
}
