import { removeConnection } from '../chat/connections/remove-connection.ts';
import { handleFrame } from '../chat/handle-frame.ts';
import type { ChatPorts } from '../chat/ports/chat-ports.ts';
import type { Connection } from '../chat/ports/connections/connections.ts';
import type { PostOutcome, Posts } from '../chat/ports/posts.ts';
import { connectUnauthenticated } from '../chat/sessions/connect.ts';
import type { SocketLike } from '../client/platform/socket.ts';
import { makeEventId } from '../protocol/events/event-id.ts';
import type { Pending } from './pending.ts';
import { createRefusals } from './refusals.ts';
import { createSocket, type Refusal, type ServerSocket } from './socket.ts';

/** Stands in for API Gateway and the functions behind its routes. */
export interface Gateway extends Posts {
  open(user: string): SocketLike;
  disconnect(user?: string): void;
  reconnect(user?: string): void;
  refuseNext(user: string, type: string, refusal: Refusal): void;
}

interface Open {
  readonly user: string;
  readonly socket: ServerSocket;
}

export function createGateway(ports: ChatPorts, pending: Pending): Gateway {
  const open = new Map<string, Open>();
  const refusals = createRefusals();
  /** Who can't connect; `undefined` for nobody can. */
  const offline = new Set<string | undefined>();
  let connections = 0;
  let frames = 0;

  async function receive(connection: Connection, { user, socket }: Open, text: string): Promise<void> {
    const refusal = refusals.take(user, text);
    if (refusal !== undefined) return socket.deliver(refusal);
    const receivedAt = ports.clock.now();
    const id = makeEventId({ receivedAt, arrival: ++frames, random: ports.random });
    await handleFrame(ports, { text, receivedAt, id, connection });
  }

  async function post(connectionId: string, frame: string): Promise<PostOutcome> {
    const socket = open.get(connectionId)?.socket;
    if (!socket?.isOpen) return { kind: 'gone' };
    socket.deliver(frame);
    return { kind: 'done' };
  }

  return {
    post,
    async close(connectionId) {
      open.get(connectionId)?.socket.end(1000);
      return { kind: 'done' };
    },
    open(user) {
      const connectionId = `connection-${++connections}`;
      const connection: Connection = { connectionId, connectedAt: ports.clock.now(), protocol: 'v2' };
      // One after the other, so that a test's outcome doesn't hang on which is quicker.
      let last: Promise<unknown> = Promise.resolve();
      const then = (step: () => Promise<unknown>) => {
        last = last.then(step).catch((cause) => ports.logger.error('The test’s chat failed', { cause }));
        pending.add(last);
      };
      const socket = createSocket(
        (text) => then(() => receive(connection, { user, socket }, text)),
        () => {
          open.delete(connectionId);
          then(() => removeConnection(ports, connectionId));
        },
      );
      then(async () => {
        if (offline.has(undefined) || offline.has(user)) return socket.end(1006);
        await connectUnauthenticated(ports, connection);
        open.set(connectionId, { user, socket });
        socket.open();
      });
      return socket.client;
    },
    disconnect(user) {
      offline.add(user);
      for (const one of [...open.values()]) if (user === undefined || one.user === user) one.socket.end(1006);
    },
    reconnect: (user) => void offline.delete(user),
    refuseNext: refusals.add,
  };
}
