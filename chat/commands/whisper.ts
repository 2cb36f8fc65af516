import { findPairDays, lastDayOf, pairUp, storeBetween } from '../conversations/pair-log.ts';
import { admitWaiting } from '../delivery/admit-waiting.ts';
import { readConnectionsOf } from '../delivery/audience.ts';
import { deliverOrWait, keepWaiting } from '../delivery/deliver-or-wait.ts';
import { deliverToUser } from '../delivery/deliver-to-user.ts';
import { findBetween } from '../delivery/find-blocks.ts';
import { dropForNobody, keepForNobody } from '../delivery/keep-for-nobody.ts';
import type { PairDays } from '../ports/conversations.ts';
import { type Subscription, userChannel } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';
import { acknowledge, beginWriting, type CommandRequest, refIn } from '../request.ts';
import { makeSubscription } from '../sessions/subscribe.ts';
import { settleAll } from '../settle-all.ts';
import { applyBlocks } from './block-rule.ts';
import type { CommandHandler } from './command.ts';
import { requireUser } from './user.ts';

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
  await beginWriting(ports, request);
  const sight = isHidden ? 'author' : 'both';
  const paired = await pairUp(ports, event, known, sight);
  const [, isLeased] = await settleAll([
    storeBetween(ports, event, paired, sight),
    isHidden ? keepForNobody(ports, event) : keepWaiting(ports, event, { user: target, recipients }),
  ]);

  const delivery = settleAll([
    isHidden
      ? dropForNobody(ports, user)
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
