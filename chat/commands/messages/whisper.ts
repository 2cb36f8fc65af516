import { makeSubscription } from '../../connections/subscribe.ts';
import { findPairDays, lastDayOf, recordPairDay, storeBetween } from '../../conversations/pair-log.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverToUser } from '../../delivery/deliver-to-user.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { PairDays } from '../../ports/conversations.ts';
import { type Subscription, userChannel } from '../../ports/subscriptions.ts';
import { acknowledge, assertCanWrite, type CommandRequest, refIn } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findBetween } from '../../rules/find-blocks.ts';
import { requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { admitWaiting } from '../../waiting/admit-waiting.ts';
import { deliverOrWait, keepWaiting } from '../../waiting/deliver-or-wait.ts';
import { putPlaceholder, removePlaceholder } from '../../waiting/placeholder.ts';
import type { CommandHandler } from '../command-handler.ts';

/** A message to all connections of one user, with a copy to the sender's. It waits for who is away. */
export const whisper: CommandHandler<'whisper'> = async (ports, { target, content }, request) => {
  const { user, id } = request;
  const toSelf = target === user;
  const [recipients, own, between, known] = await Promise.all([
    readConnectionsOf(ports.subscriptions, target),
    toSelf ? [] : readConnectionsOf(ports.subscriptions, user),
    findBetween(ports, user, target, id),
    requirePeer(ports, user, target),
  ]);
  const isHidden = applyBlocks(between, target, ports.blockPolicy);
  const event = { type: 'whisper', id, from: user, to: target, content, ...refIn(request) } as const;

  await admitWaiting(ports, { user: target, recipients }, event);
  await assertCanWrite(ports, request);
  const visibility = isHidden ? 'author' : 'both';
  const paired = await recordPairDay(ports, event, known, visibility);
  const [, isLeased] = await settleAll([
    storeBetween(ports, event, paired, visibility),
    isHidden ? putPlaceholder(ports, event) : keepWaiting(ports, event, { user: target, recipients }),
  ]);

  const delivery = settleAll([
    isHidden
      ? removePlaceholder(ports, user)
      : deliverOrWait(ports, event, { user: target, recipients, isLeased }),
    deliverToUser(ports, event, { user, recipients: toSelf ? [] : copiesOf(own, request) }),
  ]).then(() => undefined);
  return { ...acknowledge(id), delivery };
};

/**
 * What the two have had to do with each other, which one can't with who never signed in.
 * @throws ChatError `user_not_found`
 */
async function requirePeer(ports: ChatPorts, user: string, target: string): Promise<PairDays> {
  const known = await findPairDays(ports, user, target);
  if (lastDayOf(known) === undefined) await requireUser(ports, target);
  return known;
}

/**
 * In v1 the sender's other connections; in v2 the sending one as well, as it gets every message that its user sees. Its
 * row knows of a token that another environment has refreshed; without one the read has only missed it.
 */
function copiesOf(
  own: readonly Subscription[],
  { user, connection }: CommandRequest,
): readonly Subscription[] {
  const isSending = ({ connectionId }: Subscription) => connectionId === connection.connectionId;
  if (connection.protocol === 'v1') return own.filter((row) => !isSending(row));
  return own.some(isSending) ? own : [...own, makeSubscription(connection, userChannel(user))];
}
