import { conflict } from '../../protocol/errors.ts';
import { renderClosingV2 } from '../../protocol/render-v2.ts';
import { removeGoneConnections } from '../connections/remove-connection.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import type { Subscription } from '../ports/connections/subscriptions.ts';
import type { Limits } from '../ports/settings.ts';
import { tell } from '../posting/answer.ts';
import { closeWithRetry } from '../posting/close-with-retry.ts';
import type { ReachPorts } from '../posting/reach.ts';
import { mayBeOpening } from '../posting/try-until.ts';
import { createSemaphore } from '../semaphore.ts';
import { settleAll } from '../settle-all.ts';
import { askWhoIsThere, type Presence } from './ask-who-is-there.ts';

export type CloseExcessPorts = ReachPorts & { readonly limits: Pick<Limits, 'connectionsPerUser'> };

const NOBODY_ASKED: ReadonlyMap<string, Presence> = new Map();

/** Who stays comes first: who answers, then who can't be asked, then who doesn't answer. */
const RANKS: readonly Presence[] = ['here', 'unasked', 'silent'];

/** Lost networks come one by one, and each makes room; who opens so many at once would hold a function for each. */
const ASKED_UP_TO_LIMITS = 2;

/**
 * Closes connections of a user who has more than allowed: those that don't answer first, and of them the oldest. A
 * network that a phone has left looks open for as long as API Gateway notices nothing, and would push out a device that is
 * in use. They are told not to come back by themselves. Where there are more than twice as many, nobody is asked, and the
 * oldest go.
 */
export async function closeExcessConnections(ports: CloseExcessPorts, user: string): Promise<void> {
  const { connectionsPerUser } = ports.limits;
  const connections = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  if (connections.length <= connectionsPerUser) return;
  const isCrowd = connections.length > ASKED_UP_TO_LIMITS * connectionsPerUser;
  const presence = isCrowd ? NOBODY_ASKED : await askWhoIsThere(ports, user, connections);
  const isGone = ({ connectionId }: Subscription) => presence.get(connectionId) === 'gone';
  // Rows whose $disconnect never ran.
  await removeGoneConnections(ports, connections.filter(isGone));
  const [newest, ...others] = connections.filter((one) => !isGone(one)).toSorted(newestFirst);
  const rankOf = ({ connectionId }: Subscription) => RANKS.indexOf(presence.get(connectionId) ?? 'silent');
  // The newest stays, whatever it answers: somebody has opened it just now.
  const excess = others.toSorted((one, other) => rankOf(one) - rankOf(other)).slice(connectionsPerUser - 1);
  await settleAll(newest ? excess.map((recipient) => closeOne(ports, recipient, !isCrowd)) : []);
}

/** By time, and by name within one millisecond, so that all who look agree on the order. */
const newestFirst = (one: Subscription, other: Subscription) =>
  other.connectedAt - one.connectedAt || (one.connectionId < other.connectionId ? 1 : -1);

/** @param waits whether one that is opening is waited for: a crowd that breaks its handshakes off would hold functions by that */
async function closeOne(ports: CloseExcessPorts, recipient: Subscription, waits: boolean): Promise<void> {
  const { connectionId, connectedAt, protocol } = recipient;
  const reason = conflict(`Too many connections: at most ${ports.limits.connectionsPerUser}`);
  if (protocol === 'v2') await tell(ports, connectionId, renderClosingV2(reason, false));
  const closed = await closeWithRetry(ports, connectionId, createSemaphore(1), waits ? { connectedAt } : {});
  // Without its rows, one that is opening would hear nothing for as long as it is open, and would no longer be counted.
  const isGone = closed.kind === 'gone' && !mayBeOpening(ports, recipient);
  if (isGone) await removeGoneConnections(ports, [recipient]);
}
