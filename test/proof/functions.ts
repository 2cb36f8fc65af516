import { type CloseOldestPorts, closeOldestConnections } from '../../chat/delivery/close-oldest.ts';
import { HANDED_ON_WITHIN_MS } from '../../chat/delivery/deadlines.ts';
import { deliverChunk } from '../../chat/delivery/deliver-chunk.ts';
import { expireRequest } from '../../chat/delivery/expire.ts';
import { handOverWaiting } from '../../chat/delivery/hand-over.ts';
import { handleFrame } from '../../chat/handle-frame.ts';
import type { Connection } from '../../chat/ports/connections.ts';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';
import type { Identity } from '../../chat/ports/tokens.ts';
import type { ChatPorts } from '../../chat/ports.ts';
import { connectSignedIn, connectUnauthenticated } from '../../chat/sessions/connect.ts';
import { removeConnection } from '../../chat/sessions/remove-connection.ts';
import { makeEventId } from '../../protocol/event-id.ts';
import type { Agenda } from './agenda.ts';
import type { Chance } from './chance.ts';
import type { Faults } from './faults.ts';
import type { Invocation, Lambda } from './invocation.ts';

/** What every event of a connection carries. */
export interface Handshake {
  readonly connection: Connection;
  /** What the authorizer made of a token in the handshake. */
  readonly identity?: Identity;
}

/** The functions of lambdas/, with their time-outs, as API Gateway and Lambda's queue invoke them. */
export interface Functions {
  connect(handshake: Handshake, onEnd: (isAccepted: boolean) => void): void;
  /** @param onCrash the client is told `Internal server error` */
  message(text: string, handshake: Handshake, onCrash: () => void): void;
  disconnect(connectionId: string): void;
  /** Lambda's queue takes a request; what is too old or fails goes to `expire`. */
  requestDelivery(request: DeliverRequest): Promise<void>;
}

const SECOND = 1_000;
/** An event that couldn't be begun by then goes to `expire`. */
const MAX_EVENT_AGE_MS = 60_000;
/** Lambda tries `expire` twice again, after these times. */
const RETRIES_MS = [60_000, 120_000];

export function createFunctions({
  agenda,
  chance,
  faults,
  lambda,
  portsOf,
}: {
  agenda: Agenda;
  chance: Chance;
  faults: Faults;
  lambda: Lambda;
  portsOf: (invocation: Invocation) => ChatPorts;
}): Functions {
  /** Lambda takes a moment to begin, and a new environment takes longer. */
  const start = (begin: () => void) =>
    agenda.after(
      faults.strikes('slow', 'slow start', 0.1) ? chance.spread(200, 5_000) : chance.between(1, 15),
      begin,
    );

  async function deliver(ports: ChatPorts, request: DeliverRequest): Promise<void> {
    switch (request.type) {
      case 'chunk':
        return deliverChunk(ports, request);
      case 'hand_over': {
        const deadline = agenda.now() + HANDED_ON_WITHIN_MS;
        return handOverWaiting(ports, request.user, { deadline, isPatient: true });
      }
      case 'limit_connections':
        return closeOldestConnections(ports satisfies CloseOldestPorts, request.user);
    }
  }

  function expire(request: DeliverRequest, retries = RETRIES_MS): void {
    lambda.invoke(
      'expire',
      30 * SECOND,
      (invocation) => expireRequest(portsOf(invocation), request),
      (ending) => {
        const [next, ...rest] = retries;
        if (ending !== 'returned' && next !== undefined) agenda.after(next, () => expire(request, rest));
      },
    );
  }

  function invokeDeliver(request: DeliverRequest): void {
    const wait = faults.strikes('events', 'asynchronous invocation late', 0.15)
      ? chance.spread(500, 70_000)
      : chance.between(5, 60);
    if (wait > MAX_EVENT_AGE_MS) return void agenda.after(MAX_EVENT_AGE_MS, () => expire(request));
    agenda.after(wait, () =>
      lambda.invoke(
        'deliver',
        30 * SECOND,
        (invocation) => deliver(portsOf(invocation), request),
        (ending) => {
          if (ending !== 'returned') agenda.after(chance.between(50, 2_000), () => expire(request));
        },
      ),
    );
  }

  return {
    connect(handshake, onEnd) {
      const { connection, identity } = handshake;
      start(() =>
        lambda.invoke(
          'connect',
          29 * SECOND,
          (invocation) => {
            const ports = portsOf(invocation);
            if (!identity) return connectUnauthenticated(ports, connection);
            const { user, tokenExpiresAt, ...subject } = identity;
            return connectSignedIn(ports, { ...connection, signedIn: { user, tokenExpiresAt } }, subject);
          },
          (ending) => onEnd(ending === 'returned'),
        ),
      );
    },

    message(text, { connection, identity }, onCrash) {
      const receivedAt = agenda.now();
      const signedIn = identity && {
        signedIn: { user: identity.user, tokenExpiresAt: identity.tokenExpiresAt },
      };
      start(() => {
        const arrival = (agenda.now() - receivedAt) * 1_000;
        lambda.invoke(
          'message',
          120 * SECOND,
          (invocation) => {
            const id = makeEventId({ receivedAt, arrival, random: chance.next });
            return handleFrame(portsOf(invocation), {
              text,
              receivedAt,
              id,
              connection: { ...connection, ...signedIn },
            });
          },
          (ending) => ending !== 'returned' && onCrash(),
        );
      });
    },

    disconnect(connectionId) {
      start(() =>
        lambda.invoke('disconnect', 29 * SECOND, (invocation) =>
          removeConnection(portsOf(invocation), connectionId),
        ),
      );
    },

    async requestDelivery(request) {
      invokeDeliver(request);
      if (faults.strikes('events', 'asynchronous invocation doubled', 0.15)) invokeDeliver(request);
    },
  };
}
