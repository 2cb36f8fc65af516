import type { ChatPorts } from '../../../chat/ports/chat-ports.ts';
import type { DeliverRequest } from '../../../chat/ports/deliver-requests.ts';
import { runRequest } from '../../../chat/run-request.ts';
import { handleConnectEvent } from '../../../lambdas/events/connect.ts';
import { handleDisconnectEvent } from '../../../lambdas/events/disconnect.ts';
import { handleExpireEvent } from '../../../lambdas/events/expire.ts';
import { handleMessageEvent } from '../../../lambdas/events/message.ts';
import type { WebSocketResult } from '../../../lambdas/websocket-event.ts';
import type { Invocation, Lambda } from '../simulation/invocation.ts';
import type { Simulation } from '../simulation/simulation.ts';
import { type Handshake, makeGatewayEvent } from './gateway-events.ts';

/** The functions of lambdas/, with their time-outs, as API Gateway and Lambda's queue invoke them. */
export interface Functions {
  /** @param onEnd gets what the handshake is answered; nothing when the function failed */
  connect(handshake: Handshake, onEnd: (result: WebSocketResult | undefined) => void): void;
  /** @param onCrash the client is told `Internal server error` */
  message(text: string, handshake: Handshake, onCrash: () => void): void;
  disconnect(handshake: Handshake): void;
  /** From now on the rule has what is undelivered looked for each minute; some runs never come. */
  sweepEachMinute(): void;
  /** Lambda's queue takes a request; what is too old or fails goes to `expire`. */
  requestDelivery(request: DeliverRequest): Promise<void>;
}

const SECOND = 1_000;
/** An event that couldn't be begun by then goes to `expire`. */
const MAX_EVENT_AGE_MS = 60_000;
/** EventBridge is as exact as a minute, and no more. */
const SWEEP_EVERY_MS = 60_000;
const SWEEP_LATE_MS = 10_000;
/** Lambda tries `expire` twice again, after these times. */
const RETRIES_MS = [60_000, 120_000];

export function createFunctions({
  scheduler,
  rng,
  faults,
  lambda,
  portsOf,
}: Omit<Simulation, 'trace'> & {
  readonly lambda: Lambda;
  readonly portsOf: (invocation: Invocation) => ChatPorts;
}): Functions {
  /** Lambda takes a moment to begin, and a new environment takes longer. */
  const start = (begin: () => void) =>
    scheduler.after(
      faults.strikes('slow', 'slow start', 0.1) ? rng.spread(200, 5_000) : rng.between(1, 15),
      begin,
    );

  function expire(request: DeliverRequest, retries = RETRIES_MS): void {
    lambda.invoke(
      'expire',
      30 * SECOND,
      (invocation) => handleExpireEvent(portsOf(invocation), { requestPayload: request }),
      (ending) => {
        const [next, ...rest] = retries;
        if (ending !== 'returned' && next !== undefined) scheduler.after(next, () => expire(request, rest));
      },
    );
  }

  function invokeDeliver(request: DeliverRequest): void {
    const wait = faults.strikes('events', 'asynchronous invocation late', 0.15)
      ? rng.spread(500, 70_000)
      : rng.between(5, 60);
    if (wait > MAX_EVENT_AGE_MS) return void scheduler.after(MAX_EVENT_AGE_MS, () => expire(request));
    scheduler.after(wait, () =>
      lambda.invoke(
        'deliver',
        30 * SECOND,
        (invocation) => runRequest(portsOf(invocation), request),
        (ending) => {
          if (ending !== 'returned') scheduler.after(rng.between(50, 2_000), () => expire(request));
        },
      ),
    );
  }

  const functions: Functions = {
    connect(handshake, onEnd) {
      const event = makeGatewayEvent(handshake, {
        type: 'CONNECT',
        at: handshake.connection.connectedAt,
      });
      start(() =>
        lambda.invoke(
          'connect',
          29 * SECOND,
          (invocation) => handleConnectEvent({ ...portsOf(invocation), strayFrames }, event),
          (_, result) => onEnd(result),
        ),
      );
    },

    message(body, handshake, onCrash) {
      const event = makeGatewayEvent(handshake, { type: 'MESSAGE', at: scheduler.now(), body });
      start(() =>
        lambda.invoke(
          'message',
          120 * SECOND,
          (invocation) => handleMessageEvent(portsOf(invocation), event, scheduler.now()),
          (ending) => ending !== 'returned' && onCrash(),
        ),
      );
    },

    disconnect(handshake) {
      const event = makeGatewayEvent(handshake, { type: 'DISCONNECT', at: scheduler.now() });
      start(() =>
        lambda.invoke('disconnect', 29 * SECOND, (invocation) =>
          handleDisconnectEvent({ ...portsOf(invocation), strayFrames }, event),
        ),
      );
    },

    sweepEachMinute() {
      scheduler.after(SWEEP_EVERY_MS, () => {
        const wait = rng.between(0, SWEEP_LATE_MS);
        if (!faults.strikes('events', 'sweep lost', 0.25))
          scheduler.after(wait, () => request({ type: 'sweep' }));
        functions.sweepEachMinute();
      });
    },

    requestDelivery: async (asked) => request(asked),
  };
  return functions;

  function request(asked: DeliverRequest): void {
    const payload = JSON.stringify(asked);
    if (faults.strikes('events', 'asynchronous invocation lost', 0.1)) return;
    invokeDeliver(JSON.parse(payload));
    if (faults.strikes('events', 'asynchronous invocation doubled', 0.15)) invokeDeliver(JSON.parse(payload));
  }
}

/** The gateway of this world routes no frame to `$connect` or `$disconnect`. */
const strayFrames = {
  passOn: async () => {
    throw new Error('A frame came to a function that handles none');
  },
};
