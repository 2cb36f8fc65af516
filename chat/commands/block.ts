import { conflict } from '../../protocol/errors.ts';
import { notifyUser, notifyUserSurely } from '../delivery/notify.ts';
import { pairConversation } from '../ports/messages.ts';
import { refuseIfLate } from '../request.ts';
import { settleAll } from '../settle-all.ts';
import type { CommandHandler } from './command.ts';
import { requireAnother, requireUser } from './user.ts';

/** Blocks a user, which ends friendship and pending requests. Whether the blocked is told is a setting. */
export const block: CommandHandler<'block'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await requireUser(ports, target);
  refuseIfLate(ports, request);
  const isNew = await ports.blocks.add({ blocker: user, blocked: target, id });
  // Behind the block: a request that is made meanwhile sees the block when it looks again. And with a block that
  // stood already, too: the first attempt may have failed right here.
  await ports.friendships.end(user, target);
  if (!isNew) throw conflict(`Already blocked: ${target}`);
  const event = { type: 'blocked', id, from: user, to: target } as const;
  const isSilent = ports.blockPolicy === 'silent';
  const entry = { conversation: pairConversation(user, target), event };
  await ports.log.append(isSilent ? { ...entry, hiddenFrom: target } : entry);
  await settleAll([notifyUser(ports, user, event), isSilent || notifyUserSurely(ports, target, event)]);
};
