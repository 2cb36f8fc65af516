import { notAllowed } from '../../../protocol/errors.ts';
import { openSeenMessage } from '../../conversations/open-message.ts';
import { groupIdIn } from '../../ports/connections/subscriptions.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import type { CommandHandler } from '../command-handler.ts';

/**
 * Keeps what another has said, as it stands, for those who keep order. Of one message a user makes one report: who reports it again
 * is answered the same. Nobody is told.
 */
export const report: CommandHandler<'report'> = async (ports, { conversation, id: of, reason }, request) => {
  const { user, id } = request;
  const { message, log } = await openSeenMessage(ports, user, { conversation, id: of });
  if (message.from === user) throw notAllowed('report', 'the message is your own');
  await assertCanWrite(ports, request);
  const { ref: _, ...said } = message;
  const groupId = groupIdIn(log);
  const ofGroup = groupId === undefined ? {} : { groupId };
  await ports.reports.put({ id, by: user, reason, message: said, ...ofGroup });
  return acknowledge();
};
