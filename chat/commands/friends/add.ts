import { conflict } from '../../../protocol/errors.ts';
import type { RelationEvent } from '../../../protocol/events/relations.ts';
import { findPairDays, storeTouched, touchPairDay } from '../../conversations/pair-log.ts';
import { readConnectionsOf, readTarget } from '../../delivery/audience.ts';
import { createHold } from '../../delivery/hold.ts';
import { tellRelationChanged } from '../../delivery/tell-relation-changed.ts';
import { handledLater } from '../../handled-later.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { PairDays } from '../../ports/messages/conversations.ts';
import { acknowledge, assertCanWrite, type Outcome } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findBetween } from '../../rules/find-blocks.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { type BothSides, deliverToBoth, isAnybodyThere, waitIfAway } from '../../waiting/deliver-to-both.ts';
import type { CommandHandler } from '../command-handler.ts';
import { befriend } from './befriend.ts';

/** Asks somebody to be friends; an `add` that answers a request accepts it. */
export const add: CommandHandler<'add'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  const [between, known, recipients, copies] = await settleAll([
    findBetween(ports, user, target, id),
    findPairDays(ports, user, target),
    readTarget(ports, target),
    // Consistent: who has only just connected and gives a command must see its answer.
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
    requireUser(ports, target),
  ]);
  const hidden = applyBlocks(between, target, ports.blockPolicy);
  await assertCanWrite(ports, request);
  const event = { type: 'friend_request', id, from: user, to: target } as const;
  const [isNew] = await settleAll([
    ports.friendships.request({ from: user, to: target, id, hidden }),
    touchPairDay(ports, event, known, visibilityOf(hidden)),
  ]);
  if (isNew) return requestSent(ports, { event, hidden, known, recipients, copies });
  // Asked before, whether or not this user was shown it: now both have.
  if (await ports.friendships.accept({ asker: target, answerer: user, id }, { evenHidden: true })) {
    return befriend(ports, { id, asker: target, answerer: user });
  }
  const friendship = await ports.friendships.find(user, target);
  throw conflict(
    friendship?.state === 'friends' ? `Already friends: ${target}` : `Request pending: ${target}`,
  );
};

const visibilityOf = (hidden: boolean) => (hidden ? 'author' : 'both');

/** A request that has been made, and what was read before. */
interface MadeRequest extends Pick<BothSides, 'recipients' | 'copies'> {
  readonly event: RelationEvent;
  readonly hidden: boolean;
  readonly known: PairDays;
}

/** Makes the same calls, one behind the other, whether or not the request is hidden: who asks must not tell by time. */
async function requestSent(
  ports: ChatPorts,
  { event, hidden, known, recipients, copies }: MadeRequest,
): Promise<Outcome> {
  const { id, from, to } = event;
  const isThere = isAnybodyThere(recipients, ports.clock.now());
  const { mark } = createHold(ports, id);
  const [{ blocked }] = await settleAll([
    // Behind the request's write.
    ports.blocks.between(to, from),
    storeTouched(ports, event, known, visibilityOf(hidden), mark),
    waitIfAway(ports, event, { isThere, isHidden: hidden }),
  ]);
  const isEnded = await endOvertaken(ports, event, { hidden, blocked });
  const delivery = settleAll([
    deliverToBoth(ports, event, { recipients, copies, isThere, isHidden: hidden || blocked }),
    // As when it is declined: a request that goes without a word would tell of the block.
    isEnded && tellRelationChanged(ports, { by: to, to: from }),
  ]).then(() => ports.undelivered.remove(id));
  return { ...acknowledge(id), delivery: handledLater(delivery) };
}

/**
 * Ends a request that a block, or a block's end, has overtaken: a block that was written between our look and our request
 * found no request to end, and one that ended then no hidden one.
 * @returns whether there was one to end
 */
async function endOvertaken(
  { friendships, waiting }: ChatPorts,
  { id, from, to }: RelationEvent,
  { hidden, blocked }: { readonly hidden: boolean; readonly blocked: boolean },
): Promise<boolean> {
  if (blocked === hidden) return false;
  if (hidden) return friendships.endHidden({ asker: from, answerer: to, id });
  const [ended] = await settleAll([friendships.end(from, to), waiting.remove(to, id)]);
  return ended !== undefined;
}
