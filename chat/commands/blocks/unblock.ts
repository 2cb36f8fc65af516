import { conflict } from '../../../protocol/errors.ts';
import { appendToPair } from '../../conversations/pair-log.ts';
import { finishRelationChange } from '../../delivery/tell-relation-changed.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { DELIVER_WITHIN_MS } from '../../posting/deadlines.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import { drainWaiting } from '../../waiting/drain-waiting.ts';
import { notifyUser } from '../../waiting/notify.ts';
import type { CommandHandler } from '../command-handler.ts';

/**
 * Ends a block. What was sent meanwhile stays hidden. The other learns of it only if they were told of the block, and
 * not by an event: that something has changed. A request that the block hid ends with it, and looks declined.
 */
export const unblock: CommandHandler<'unblock'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await assertCanWrite(ports, request);
  const begunBy = await ports.blocks.remove({ blocker: user, blocked: target, id });
  if (begunBy === undefined) {
    await requireUser(ports, target);
    throw conflict(`Not blocked: ${target}`);
  }
  const [isRequestEnded] = await settleAll([
    // Behind the block's end: a request that still saw it looks again, and ends itself. Left, it could be neither seen
    // nor made again.
    ports.friendships.endHidden({ asker: target, answerer: user, id }),
    forgetNotice(ports, target, begunBy),
    ports.blocks.forget({ blocker: user, blocked: target, id: begunBy }),
  ]);
  const event = { type: 'unblocked', id, from: user, to: target } as const;
  // Under `silent` a request that goes without a word would tell of the block that it was hidden by.
  const isSeen = isRequestEnded || ports.blockPolicy === 'notify';
  await appendToPair(ports, event, 'author', { tellsChange: isSeen });
  await notifyUser(ports, user, event);
  return { ...acknowledge(id), delivery: finishRelationChange(ports, id, { by: user, to: target, isSeen }) };
};

/** A notice of the block that still waits is of no use any more: of each pair at most one waits. */
async function forgetNotice(ports: ChatPorts, blocked: string, id: string): Promise<void> {
  if (!(await ports.waiting.remove(blocked, id))) return;
  await drainWaiting(ports, blocked, { deadline: ports.clock.now() + DELIVER_WITHIN_MS });
}
