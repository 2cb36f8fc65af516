import type { CommandHandler } from '../command-handler.ts';
import { listed, rangeOf, timeOf } from '../list.ts';

/** The friend requests that wait for an answer, of the sender and to the sender, by the other's name. */
export const requests: CommandHandler<'requests'> = async (ports, fields, { user }) =>
  listed(
    'requests',
    await ports.friendships.list(user, 'requested', rangeOf(ports, fields)),
    (request) => ({
      user: request.user,
      direction: request.requestedBy === user ? 'outgoing' : 'incoming',
      since: timeOf(request.id),
    }),
    (request) => request.user,
  );
