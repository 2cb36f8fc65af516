import { erased } from '../../protocol/errors.ts';
import { requestPresence } from '../connections/request-presence.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Limits } from '../ports/settings.ts';
import { mayBeOpening } from '../posting/try-until.ts';
import { requireNotBanned } from '../rules/banned.ts';
import { settleAll } from '../settle-all.ts';

export type LimitConnectionsPorts = Pick<
  ChatPorts,
  'subscriptions' | 'deliverRequests' | 'presences' | 'clock'
> & {
  readonly limits: Pick<Limits, 'connectionsPerUser'>;
};

/**
 * Has connections of a user closed who has one too many, and friends told of one who has just come, by another function: this
 * one is holding a handshake. Comes behind the subscription, so that of two connections opened at once one sees both, and of a ban, or
 * an erasure, and a sign-in one the other.
 * @param connectionId the one that signs in
 * @throws ChatError `banned`, `erased`
 */
export async function limitConnections(
  ports: LimitConnectionsPorts,
  user: string,
  connectionId: string,
): Promise<void> {
  const { subscriptions, deliverRequests, limits } = ports;
  const { connections, barredUntil, isShut } = await subscriptions.ofUser(user);
  if (isShut) throw erased();
  requireNotBanned(barredUntil, ports.clock.now());
  const isExcessive = connections.length > limits.connectionsPerUser;
  // Of two that are opened at once each may see the other, and one may die over it: so both ask.
  const wasThere = connections.some((one) => one.connectionId !== connectionId && !mayBeOpening(ports, one));
  const isTold = wasThere && (await isSeen(ports, user));
  await settleAll([
    isExcessive && deliverRequests.send({ type: 'limit_connections', user }),
    !isTold && requestPresence(ports, [user]),
  ]);
}

/**
 * Whether friends see a user who is there, as far as that is wanted and not put off. Where they don't, the function has died that was
 * asked to tell them when the first connection opened.
 */
async function isSeen({ presences, clock }: LimitConnectionsPorts, user: string): Promise<boolean> {
  const { isOnline, show, putOffUntil } = await presences.find(user);
  return isOnline || show === 'invisible' || putOffUntil > clock.now();
}
