import { conflict } from '../../../protocol/errors.ts';
import type { RelationEvent } from '../../../protocol/events/relations.ts';
import { appendToPair } from '../../conversations/pair-log.ts';
import { readConnectionsOf } from '../../delivery/audience.ts';
import { deliverToUser } from '../../delivery/deliver-to-user.ts';
import { tellRelationChanged } from '../../delivery/tell-relation-changed.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { acknowledge, assertCanWrite, type Outcome } from '../../request.ts';
import { applyBlocks } from '../../rules/apply-blocks.ts';
import { findBetween } from '../../rules/find-blocks.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { deliverOrWait, keepWaiting } from '../../waiting/deliver-or-wait.ts';
import { putPlaceholder, removePlaceholder } from '../../waiting/placeholder.ts';
import type { CommandHandler } from '../command-handler.ts';
import { befriend } from './befriend.ts';

/** Asks somebody to be friends; an `add` that answers a request accepts it. */
export const add: CommandHandler<'add'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  const [between] = await Promise.all([findBetween(ports, user, target, id), requireUser(ports, target)]);
  const hidden = applyBlocks(between, target, ports.blockPolicy);
  await assertCanWrite(ports, request);
  if (await ports.friendships.request({ from: user, to: target, id, hidden })) {
    return requestSent(ports, { type: 'friend_request', id, from: user, to: target }, hidden);
  }
  // Asked before, whether or not this user was shown it: now both have.
  if (await ports.friendships.accept({ asker: target, answerer: user, id }, { evenHidden: true })) {
    return befriend(ports, { id, asker: target, answerer: user });
  }
  const friendship = await ports.friendships.find(user, target);
  throw conflict(
    friendship?.state === 'friends' ? `Already friends: ${target}` : `Request pending: ${target}`,
  );
};

/** Makes the same calls, one behind the other, whether or not the request is hidden: who asks must not tell by time. */
async function requestSent(ports: ChatPorts, event: RelationEvent, hidden: boolean): Promise<Outcome> {
  const { id, from, to } = event;
  await appendToPair(ports, event, hidden ? 'author' : 'both');
  const [{ blocked }, recipients, own] = await settleAll([
    ports.blocks.between(to, from),
    readConnectionsOf(ports.subscriptions, to),
    // Consistent: who has only just connected and gives a command must see its answer.
    readConnectionsOf(ports.subscriptions, from, { consistent: true }),
  ]);
  const isEnded = await endOvertaken(ports, event, { hidden, blocked });
  const isShown = !hidden && !blocked;
  const isLeased = isShown
    ? await keepWaiting(ports, event, { user: to, recipients })
    : await putPlaceholder(ports, event);
  const delivery = settleAll([
    isShown
      ? deliverOrWait(ports, event, { user: to, recipients, isLeased })
      : removePlaceholder(ports, from),
    deliverToUser(ports, event, { user: from, recipients: own }),
    // As when it is declined: a request that goes without a word would tell of the block.
    isEnded && tellRelationChanged(ports, { by: to, to: from }),
  ]).then(() => ports.undelivered.remove(id));
  return { ...acknowledge(id), delivery };
}

/**
 * Ends a request that a block, or a block's end, has overtaken: a block that was written between our look and our request
 * found no request to end, and one that ended then no hidden one.
 * @returns whether there was one to end
 */
async function endOvertaken(
  { friendships }: ChatPorts,
  { id, from, to }: RelationEvent,
  { hidden, blocked }: { readonly hidden: boolean; readonly blocked: boolean },
): Promise<boolean> {
  if (blocked === hidden) return false;
  if (hidden) return friendships.endHidden({ asker: from, answerer: to, id });
  return (await friendships.end(from, to)) !== undefined;
}
