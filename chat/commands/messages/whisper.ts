import type { Whisper } from '../../../protocol/events/messages.ts';
import { withQuote } from '../../../protocol/events/replies.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { openPairQuote } from '../../conversations/open-quoted.ts';
import { findPairDays, lastDayOf, recordPairDay, storeBetween } from '../../conversations/pair-log.ts';
import { readConnectionsOf, readTarget } from '../../delivery/audience.ts';
import { createHold } from '../../delivery/hold.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { type Subscription, userChannel } from '../../ports/connections/subscriptions.ts';
import type { PairDays } from '../../ports/messages/conversations.ts';
import type { DeliveryMark } from '../../ports/messages/undelivered.ts';
import { acknowledge, assertCanWrite, type CommandRequest, refIn, replyIn } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findBetween } from '../../rules/find-blocks.ts';
import { requireReplyFits } from '../../rules/reply-length.ts';
import { requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { admitWaiting } from '../../waiting/admit-waiting.ts';
import { deliverToBoth, isAnybodyThere, waitIfAway } from '../../waiting/deliver-to-both.ts';
import type { CommandHandler } from '../command-handler.ts';

/** A message to all connections of one user, with a copy to the sender's. It waits for who is away. */
export const whisper: CommandHandler<'whisper'> = async (ports, { target, content, reply_to }, request) => {
  const { user, id } = request;
  const toSelf = target === user;
  if (reply_to !== undefined) requireReplyFits(content);
  const [recipients, own, between, known, quote] = await settleAll([
    readTarget(ports, target),
    toSelf ? [] : readConnectionsOf(ports.subscriptions, user),
    findBetween(ports, user, target, id),
    requirePeer(ports, user, target),
    reply_to === undefined ? undefined : openPairQuote(ports, user, target, reply_to),
  ]);
  const isHidden = applyBlocks(between, target, ports.blockPolicy);
  const event: Whisper = {
    type: 'whisper',
    id,
    from: user,
    to: target,
    content,
    ...refIn(request),
    ...replyIn(reply_to),
  };

  await admitWaiting(ports, { user: target, recipients }, event);
  await assertCanWrite(ports, request);
  const visibility = isHidden ? 'author' : 'both';
  const paired = await recordPairDay(ports, event, known, visibility);
  const isThere = isAnybodyThere(recipients, ports.clock.now());
  const copies = toSelf ? [] : copiesOf(own, request);
  // Who is away gets it when they come: there is nothing to be found by a sweep.
  const mark = isThere || copies.length > 0 ? markOf(ports, request) : undefined;
  await settleAll([
    storeBetween(ports, event, paired, visibility, mark),
    waitIfAway(ports, event, { isThere, isHidden }),
  ]);

  const sides = { recipients, copies, isThere, isHidden };
  const delivering = deliverToBoth(ports, event, sides, (viewer) => withQuote(event, quote?.(viewer)));
  const delivery = delivering.then(() => mark && ports.undelivered.remove(id));
  return { ...acknowledge(id), delivery: handledLater(delivery) };
};

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
