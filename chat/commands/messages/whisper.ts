import type { Whisper } from '../../../protocol/events/messages.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { findPairDays, lastDayOf, recordPairDay, storeBetween } from '../../conversations/pair-log.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverToUser } from '../../delivery/deliver-to-user.ts';
import { createHold } from '../../delivery/hold.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { PairDays } from '../../ports/conversations.ts';
import { type Subscription, userChannel } from '../../ports/subscriptions.ts';
import type { DeliveryMark } from '../../ports/undelivered.ts';
import { DELIVER_WITHIN_MS } from '../../posting/deadlines.ts';
import { acknowledge, assertCanWrite, type CommandRequest, refIn } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findBetween } from '../../rules/find-blocks.ts';
import { requireUser } from '../../rules/user.ts';
import { hasValidToken } from '../../rules/valid-token.ts';
import { settleAll } from '../../settle-all.ts';
import { admitWaiting } from '../../waiting/admit-waiting.ts';
import { deliverElseWait } from '../../waiting/deliver-else-wait.ts';
import { lookBehind } from '../../waiting/deliver-or-wait.ts';
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
  const now = ports.clock.now();
  const isThere = recipients.some((recipient) => hasValidToken(recipient, now));
  const copies = toSelf ? [] : copiesOf(own, request);
  // Who is away gets it when they come: there is nothing to be found by a sweep.
  const mark = isThere || copies.length > 0 ? markOf(ports, request) : undefined;
  await settleAll([
    storeBetween(ports, event, paired, visibility, mark),
    !isThere && (isHidden ? putPlaceholder(ports, event) : ports.waiting.put(target, event, 0)),
  ]);

  const delivery = deliverToBoth(ports, event, { recipients, copies, isThere, isHidden }).then(
    () => mark && ports.undelivered.remove(id),
  );
  return { ...acknowledge(id), delivery: handledLater(delivery) };
};

/** To the target, now or when that one signs in, and to the sender's own connections. */
async function deliverToBoth(
  ports: ChatPorts,
  event: Whisper,
  { recipients, copies, isThere, isHidden }: Delivery,
): Promise<void> {
  const { from, to } = event;
  const target = { user: to, recipients };
  const away = () =>
    isHidden
      ? removePlaceholder(ports, from)
      : lookBehind(ports, to, { deadline: ports.clock.now() + DELIVER_WITHIN_MS, tried: [] });
  await settleAll([
    isThere ? !isHidden && deliverElseWait(ports, event, target) : away(),
    deliverToUser(ports, event, { user: from, recipients: copies }),
  ]);
}

interface Delivery {
  readonly recipients: readonly Subscription[];
  readonly copies: readonly Subscription[];
  /** Whether anybody of the target's may be reached. */
  readonly isThere: boolean;
  readonly isHidden: boolean;
}

/** That the whisper is to be delivered, though perhaps not to the connection that sent it. */
function markOf(ports: ChatPorts, request: CommandRequest): DeliveryMark {
  const { mark } = createHold(ports, request.id);
  return isTold(request) ? mark : { ...mark, except: request.connection.connectionId };
}

/**
 * What the two have had to do with each other, which one can't with who never signed in.
 * @throws ChatError `user_not_found`
 */
async function requirePeer(ports: ChatPorts, user: string, target: string): Promise<PairDays> {
  const known = await findPairDays(ports, user, target);
  if (lastDayOf(known) === undefined) await requireUser(ports, target);
  return known;
}

/** Whether the sending connection gets a copy: in v2, as it gets every message that its user sees, unless it does without. */
const isTold = ({ connection, isEchoed }: CommandRequest) => connection.protocol === 'v2' && isEchoed;

/**
 * The sender's connections that get a copy. The sending one's row knows of a token that another environment has refreshed;
 * without one the read has only missed it.
 */
function copiesOf(own: readonly Subscription[], request: CommandRequest): readonly Subscription[] {
  const { user, connection } = request;
  const isSending = ({ connectionId }: Subscription) => connectionId === connection.connectionId;
  if (!isTold(request)) return own.filter((row) => !isSending(row));
  return own.some(isSending) ? own : [...own, makeSubscription(connection, userChannel(user))];
}
