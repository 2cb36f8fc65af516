import { openAudience } from '../../chat/delivery/audience.ts';
import { deliverChunk } from '../../chat/delivery/deliver-chunk.ts';
import { publish } from '../../chat/delivery/publish.ts';
import { expireRequest } from '../../chat/expire-request.ts';
import { LOBBY_CHANNEL } from '../../chat/ports/connections/subscriptions.ts';
import type { DeliverRequest } from '../../chat/ports/deliver-requests.ts';
import { idOfTime } from '../../protocol/events/event-id.ts';
import { createFunctionPorts, EPOCH, type World } from './function-ports.ts';
import type { Lambda } from './lambda.ts';
import type { MessageOutcome } from './outcome.ts';
import { DELIVER_LIMIT_MS, MAXIMUM_AGE_MS, MESSAGE_LIMIT_MS } from './parameters.ts';

/** `expire` has half of `deliver`'s memory, and of its core. */
const EXPIRE_SHARE = 0.5;
const AUTHOR = 'speaker';

/** The functions of the chat, running its own code. @param recipients of each message */
export function createFunctions(world: Omit<World, 'request'>, lambda: Lambda, recipients: number) {
  const { queue, parameters } = world;
  const { cpu, latencies } = parameters;
  const all: World = { ...world, request: (message, request) => requestDelivery(message, request) };

  /** A lobby message from its frame on; ends with its delivery, or with the function's time. */
  async function runMessage(message: MessageOutcome): Promise<void> {
    const run = { message, recipients, coreShare: cpu.coreShare, limitMs: MESSAGE_LIMIT_MS };
    const ports = createFunctionPorts(all, run);
    await within(MESSAGE_LIMIT_MS, async () => {
      const audience = openAudience(ports.subscriptions, LOBBY_CHANNEL);
      // The checks, beside the first page.
      await ports.clock.sleep(latencies.databaseMs);
      const id = idOfTime(EPOCH + message.sentAt);
      const { delivery } = await publish(ports, {
        channel: LOBBY_CHANNEL,
        event: { type: 'lobby', id, from: AUTHOR, content: 'Hello' },
        author: AUTHOR,
        audience,
        blockers: new Set(),
      });
      await delivery;
    });
  }

  function requestDelivery(message: MessageOutcome, request: DeliverRequest): void {
    if (request.type !== 'chunk') throw new Error(`Nobody asks for ${request.type} here`);
    const run = { message, recipients, coreShare: cpu.coreShare, limitMs: DELIVER_LIMIT_MS };
    lambda.enqueue(
      'deliver',
      () => within(DELIVER_LIMIT_MS, () => deliverChunk(createFunctionPorts(all, run), request)),
      MAXIMUM_AGE_MS,
      () => {
        const expiring = { ...run, coreShare: cpu.coreShare * EXPIRE_SHARE };
        lambda.enqueue(
          'expire',
          () => within(DELIVER_LIMIT_MS, () => expireRequest(createFunctionPorts(all, expiring), request)),
          // Its own events may wait for hours.
          Number.POSITIVE_INFINITY,
          () => undefined,
        );
      },
    );
  }

  function within(limitMs: number, work: () => Promise<void>): Promise<void> {
    const limit = new Promise<void>((resolve) => queue.at(queue.now() + limitMs, resolve));
    return Promise.race([work(), limit]);
  }

  return { runMessage };
}
