import { conflict } from '../../protocol/errors.ts';
import { notifyUser } from '../delivery/notify.ts';
import { pairConversation } from '../ports/messages.ts';
import { refuseIfLate } from '../request.ts';
import type { CommandHandler } from './command.ts';
import { requireAnother, requireUser } from './user.ts';

/** Ends a friendship. The other isn't told. */
export const unfriend: CommandHandler<'unfriend'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  refuseIfLate(ports, request);
  if (!(await ports.friendships.unfriend(user, target))) {
    await requireUser(ports, target);
    throw conflict(`Not friends: ${target}`);
  }
  const event = { type: 'unfriended', id, from: user, to: target } as const;
  await ports.log.append({ conversation: pairConversation(user, target), event });
  await notifyUser(ports, user, event);
};
