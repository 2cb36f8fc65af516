import { conflict } from '../../../protocol/errors.ts';
import { idOfTime } from '../../../protocol/events/event-id.ts';
import { findPairDays, storeBetween, storeTouched, touchPairDay } from '../../conversations/pair-log.ts';
import { readConnectionsOf, readTarget } from '../../delivery/audience.ts';
import { deliverToUser } from '../../delivery/deliver-to-user.ts';
import { createHold } from '../../delivery/hold.ts';
import { tellLatecomers, tellThoseThere } from '../../delivery/tell-relation-changed.ts';
import { handledLater } from '../../handled-later.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { settleBlock, wasSeen } from '../../rules/finish-block.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { deliverToBoth, isAnybodyThere, waitIfAway } from '../../waiting/deliver-to-both.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Longer than DynamoDB's client tries to write, and than clocks differ. */
const BLOCK_WRITTEN_WITHIN_MS = 6_000;

/** Blocks a user, which ends friendship and pending requests. Whether the blocked is told is a setting. */
export const block: CommandHandler<'block'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  const [{ blockedBy }, friendship, known, recipients, own] = await settleAll([
    ports.blocks.between(user, target),
    ports.friendships.find(user, target),
    findPairDays(ports, user, target),
    readTarget(ports, target),
    // Consistent: who has only just connected and gives a command must see its answer.
    readConnectionsOf(ports.subscriptions, user, { consistent: true }),
    requireUser(ports, target),
  ]);
  await assertCanWrite(ports, request);
  const event = { type: 'blocked', id, from: user, to: target } as const;
  // Who has blocked the sender hears nothing of them, not even this.
  const isTold = ports.blockPolicy === 'notify' && !blockedBy;
  const visibility = isTold ? 'both' : 'author';
  const since = idOfTime(ports.clock.now() + BLOCK_WRITTEN_WITHIN_MS);
  const [isNew] = await settleAll([
    ports.blocks.add({ blocker: user, blocked: target, id, since }),
    touchPairDay(ports, event, known, visibility),
  ]);
  // Behind the block: a request that is made meanwhile sees the block when it looks again. And with a block that
  // stood already, too: the first attempt may have failed right here.
  const ending = () => ports.friendships.end(user, target);
  if (!isNew) {
    await ending();
    throw conflict(`Already blocked: ${target}`);
  }
  const { mark } = createHold(ports, id);
  const isMissed = wasSeen(friendship, target);
  const sides = {
    recipients,
    copies: own,
    isThere: isAnybodyThere(recipients, ports.clock.now()),
    isHidden: false,
  };
  // Together: who finds the event stored, and its command unanswered, does the others once more (`finishBlock`).
  const [ended] = await settleAll([
    ending(),
    settleBlock(ports, event),
    storeTouched(ports, event, known, visibility, { ...mark, tellsChange: isMissed }),
    isTold && waitIfAway(ports, event, sides),
  ]);
  const isSeen = wasSeen(ended, target);
  // It came or went between the two looks, and a sweep would tell otherwise.
  if (isSeen !== isMissed)
    await storeBetween(ports, event, known, visibility, { ...mark, tellsChange: isSeen });
  const change = { by: user, to: target, isSeen: isSeen && !blockedBy };
  const posts = settleAll([
    isTold ? deliverToBoth(ports, event, sides) : deliverToUser(ports, event, { user, recipients: own }),
    tellThoseThere(ports, change, recipients),
  ]);
  const delivery = posts.then(() =>
    settleAll([ports.undelivered.remove(id), tellLatecomers(ports, change, recipients)]),
  );
  return { ...acknowledge(id), delivery: handledLater(delivery.then(() => undefined)), isSafe: true };
};
