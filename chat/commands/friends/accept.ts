import { conflict } from '../../../protocol/errors.ts';
import { assertCanWrite } from '../../request.ts';
import { requireAnother, requireUser } from '../../rules/user.ts';
import type { CommandHandler } from '../command-handler.ts';
import { befriend } from './befriend.ts';

/** Answers a friend request with yes. */
export const accept: CommandHandler<'accept'> = async (ports, { target }, request) => {
  const { user, id } = request;
  requireAnother(user, target);
  await assertCanWrite(ports, request);
  if (await ports.friendships.accept({ asker: target, answerer: user, id }, { evenHidden: false })) {
    return befriend(ports, { id, asker: target, answerer: user });
  }
  const [friendship] = await Promise.all([ports.friendships.find(user, target), requireUser(ports, target)]);
  throw conflict(
    friendship?.state === 'friends' ? `Already friends: ${target}` : `No request from ${target}`,
  );
};
