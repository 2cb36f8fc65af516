import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';

/** The sender's friends, by name. */
export const friends: CommandHandler<'friends'> = async (ports, fields, { user }) =>
  listed(
    'friends',
    await ports.friendships.list(user, 'friends', rangeOf(ports, fields)),
    (friend) => ({ user: friend.user, since: timeOf(friend.id) }),
    (friend) => friend.user,
  );
