import { renderErrorV1 } from '../../protocol/render-v1.ts';
import { renderClosingV2 } from '../../protocol/render-v2.ts';
import { removeGoneConnections } from '../connections/remove-connection.ts';
import type { Subscription } from '../ports/subscriptions.ts';
import { bannedUntil } from '../rules/banned.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import { tell } from './answer.ts';
import { closeWithRetry } from './close-with-retry.ts';
import type { ReachPorts } from './reach.ts';
import { mayBeOpening } from './try-until.ts';

const CLOSED_AT_ONCE = 20;

/**
 * Closes all that a banned user has open, and says why. Comes behind `Subscriptions.bar`: whoever signs in behind that sees it.
 * @returns whether nothing of it may be open any more; false where one is to be looked at again
 */
export async function closeBanned(ports: ReachPorts, user: string): Promise<boolean> {
  const { connections, barredUntil } = await ports.subscriptions.ofUser(user);
  const now = ports.clock.now();
  // Somebody has lifted the ban meanwhile.
  if (barredUntil <= now) return true;
  const reason = bannedUntil(barredUntil, now);
  const frames = { v1: renderErrorV1(reason), v2: renderClosingV2(reason, false) };
  const atOnce = createSemaphore(CLOSED_AT_ONCE);

  async function close(connection: Subscription): Promise<boolean> {
    const { connectionId, connectedAt, protocol } = connection;
    await atOnce(() => tell(ports, connectionId, frames[protocol]));
    const { kind } = await closeWithRetry(ports, connectionId, atOnce, { connectedAt });
    // Of one that may be opening, its sign-in may not have seen the ban: its row is how it is found again.
    const isGone = kind === 'gone' && !mayBeOpening(ports, connection);
    if (isGone) await removeGoneConnections(ports, [connection]);
    return kind === 'done' || isGone;
  }

  const areClosed = await settleAll(connections.map(close));
  return areClosed.every(Boolean);
}
