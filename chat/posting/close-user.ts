import type { ChatError } from '../../protocol/errors.ts';
import { renderErrorV1 } from '../../protocol/render-v1.ts';
import { renderClosingV2 } from '../../protocol/render-v2.ts';
import { removeGoneConnections } from '../connections/remove-connection.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import { tell } from './answer.ts';
import { closeWithRetry } from './close-with-retry.ts';
import type { ReachPorts } from './reach.ts';
import { mayBeOpening } from './try-until.ts';

const CLOSED_AT_ONCE = 20;

/**
 * Closes connections of a user, and says why they are not to come back.
 * @returns whether nothing of them may be open any more; false where one is to be looked at again
 */
export async function closeUser(
  ports: ReachPorts,
  connections: readonly Subscription[],
  reason: ChatError,
): Promise<boolean> {
  const frames = { v1: renderErrorV1(reason), v2: renderClosingV2(reason, false) };
  const atOnce = createSemaphore(CLOSED_AT_ONCE);

  async function close(connection: Subscription): Promise<boolean> {
    const { connectionId, connectedAt, protocol } = connection;
    await atOnce(() => tell(ports, connectionId, frames[protocol]));
    const { kind } = await closeWithRetry(ports, connectionId, atOnce, { connectedAt });
    // Of one that may be opening, its sign-in may not have seen the reason: its row is how it is found again.
    const isGone = kind === 'gone' && !mayBeOpening(ports, connection);
    if (isGone) await removeGoneConnections(ports, [connection]);
    return kind === 'done' || isGone;
  }

  const areClosed = await settleAll(connections.map(close));
  return areClosed.every(Boolean);
}
