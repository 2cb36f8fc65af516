import { userChannel } from '../../ports/connections/subscriptions.ts';
import { acknowledge } from '../../request.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Answers a `probe`: whoever sent it looks for this in the connection's row, as it runs in another function. */
export const here: CommandHandler<'here'> = async (ports, _fields, { user, connection }) => {
  const { connectionId } = connection;
  await ports.subscriptions.hear({ channel: userChannel(user), connectionId }, ports.clock.now());
  return acknowledge();
};
