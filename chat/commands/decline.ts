import { conflict } from '../../protocol/errors.ts';
import { notifyUser } from '../delivery/notify.ts';
import { tellRelationChanged } from '../delivery/tell-relation-changed.ts';
import { acknowledge, beginWriting } from '../request.ts';
import type { CommandHandler } from './command.ts';
import { requireAnother, requireUser } from './user.ts';

/** Answers a friend request with no. In v2 who asked, and the user's own devices, are told only that something has changed. */
export const decline: CommandHandler<'decline'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await beginWriting(ports, request);
  if (!(await ports.friendships.decline({ asker: target, answerer: user, id }))) {
    await requireUser(ports, target);
    throw conflict(`No request from ${target}`);
  }
  await notifyUser(ports, user, { type: 'declined', id, from: user, to: target });
  return { ...acknowledge(), delivery: tellRelationChanged(ports, { by: user, to: target }) };
};
