import { conflict } from '../../../protocol/errors.ts';
import { tellRelationChanged } from '../../delivery/tell-relation-changed.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import { notifyUser } from '../../waiting/notify.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Answers a friend request with no. In v2 who asked, and the user's own devices, are told only that something has changed. */
export const decline: CommandHandler<'decline'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await assertCanWrite(ports, request);
  if (!(await ports.friendships.decline({ asker: target, answerer: user, id }))) {
    await requireUser(ports, target);
    throw conflict(`No request from ${target}`);
  }
  await notifyUser(ports, user, { type: 'declined', id, from: user, to: target });
  return { ...acknowledge(), delivery: tellRelationChanged(ports, { by: user, to: target }) };
};
