import { ChatError, rateLimited } from '../../protocol/errors.ts';
import { renderClosingV2 } from '../../protocol/render-v2.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Connection } from '../ports/connections/connections.ts';
import { answerWithError, tell } from '../posting/answer.ts';
import { closeWithRetry } from '../posting/close-with-retry.ts';
import { countRefusal, type FloodPorts } from '../rates/flood.ts';
import { createSemaphore } from '../semaphore.ts';

/** When whoever was closed for flooding may come back. */
const COME_BACK_AFTER_MS = 60_000;

/** Thrown in a refusal's stead when it is one too many. */
export class Flooding extends Error {
  override readonly name = 'Flooding';
}

/**
 * Asks whether a frame may be looked at.
 * @param whose `userRateKey` or `connectionRateKey`
 * @throws ChatError why not; Flooding when its sender has been told often enough
 */
export async function admit<T>(ports: FloodPorts, whose: string, check: () => Promise<T>): Promise<T> {
  try {
    return await check();
  } catch (error) {
    if (error instanceof ChatError && (await countRefusal(ports, whose))) throw new Flooding();
    throw error;
  }
}

/** Closes a connection that goes on sending what is refused. */
export async function closeFlooding(ports: ChatPorts, connection: Connection): Promise<void> {
  const { connectionId, protocol } = connection;
  // Before it is told: what comes meanwhile is not worth an answer.
  ports.closed.set(connectionId, true);
  ports.logger.warn('A connection was closed for flooding', { connectionId });
  const reason = rateLimited(COME_BACK_AFTER_MS);
  if (protocol === 'v2') await tell(ports, connectionId, renderClosingV2(reason, true));
  else await answerWithError(ports, connection, reason);
  await closeWithRetry(ports, connectionId, createSemaphore(1));
}
