import { conflict } from '../../protocol/errors.ts';
import { renderClosingV2 } from '../../protocol/render-v2.ts';
import type { Recipient } from '../ports/subscriptions.ts';
import type { Limits } from '../ports.ts';
import { removeGoneConnections } from '../sessions/remove-connection.ts';
import { settleAll } from '../settle-all.ts';
import { tell } from './answer.ts';
import { readConnectionsOf } from './audience.ts';
import { closeSurely } from './close-surely.ts';
import type { ReachPorts } from './reach.ts';
import { createSemaphore } from './semaphore.ts';

export type CloseOldestPorts = ReachPorts & { readonly limits: Pick<Limits, 'connectionsAUser'> };

/** Closes the oldest connections of a user who has more than allowed. They are told not to come back. */
export async function closeOldestConnections(ports: CloseOldestPorts, user: string): Promise<void> {
  const connections = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  // By time, and by name within one millisecond, so that all who look agree on which are the oldest.
  const newestFirst = connections.toSorted(
    (one, other) => other.connectedAt - one.connectedAt || (one.connectionId < other.connectionId ? 1 : -1),
  );
  const excess = newestFirst.slice(ports.limits.connectionsAUser);
  await settleAll(excess.map((recipient) => closeOne(ports, recipient)));
}

async function closeOne(ports: CloseOldestPorts, recipient: Recipient): Promise<void> {
  const { connectionId, protocol } = recipient;
  const reason = conflict(`Too many connections: at most ${ports.limits.connectionsAUser}`);
  if (protocol === 'v2') await tell(ports, connectionId, renderClosingV2(reason, false));
  const closed = await closeSurely(ports, connectionId, createSemaphore(1));
  // A row whose $disconnect never ran: it counts as one of the user's connections, and here it goes.
  if (closed.kind === 'gone') await removeGoneConnections(ports, [recipient]);
}
