import { conflict } from '../../../protocol/errors.ts';
import { idOfTime, laterId } from '../../../protocol/events/event-id.ts';
import { appendToPair } from '../../conversations/pair-log.ts';
import { finishRelationChange } from '../../delivery/tell-relation-changed.ts';
import type { Friendship } from '../../ports/friendships.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { notifyReliably, notifyUser } from '../../waiting/notify.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Longer than DynamoDB's client tries to write, and than clocks differ. */
const BLOCK_WRITTEN_WITHIN_MS = 6_000;

/** Blocks a user, which ends friendship and pending requests. Whether the blocked is told is a setting. */
export const block: CommandHandler<'block'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  const [{ blockedBy }] = await settleAll([ports.blocks.between(user, target), requireUser(ports, target)]);
  await assertCanWrite(ports, request);
  const block = { blocker: user, blocked: target, id };
  const isNew = await ports.blocks.add({
    ...block,
    since: idOfTime(ports.clock.now() + BLOCK_WRITTEN_WITHIN_MS),
  });
  // Behind the block: a request that is made meanwhile sees the block when it looks again. And with a block that
  // stood already, too: the first attempt may have failed right here.
  const ended = await ports.friendships.end(user, target);
  if (!isNew) throw conflict(`Already blocked: ${target}`);
  // Messages up to now may have been delivered to the blocker while the block was being written: they stay visible.
  await ports.blocks.settle({ ...block, since: laterId(id, idOfTime(ports.clock.now())) });
  const event = { type: 'blocked', id, from: user, to: target } as const;
  // Who has blocked the sender hears nothing of them, not even this.
  const isTold = ports.blockPolicy === 'notify' && !blockedBy;
  const isSeen = wasSeen(ended, target);
  await appendToPair(ports, event, isTold ? 'both' : 'author', { tellsChange: isSeen });
  await settleAll([notifyUser(ports, user, event), isTold && notifyReliably(ports, target, event)]);
  return { ...acknowledge(id), delivery: finishRelationChange(ports, id, { by: user, to: target, isSeen }) };
};

/** Whether a user's lists held it: a request that was hidden from them is none to miss. */
const wasSeen = (ended: Friendship | undefined, user: string) =>
  ended !== undefined && !(ended.hidden && ended.requestedBy !== user);
