import { noInvitation } from '../../../protocol/errors.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { notifyUser } from '../../waiting/notify.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Answers all invitations to a group with no. Nobody who invited is told; the user's own devices are, that something has changed. */
export const declineInvite: CommandHandler<'decline_invite'> = async (ports, { group_name }, request) => {
  const { user, id } = request;
  await assertCanWrite(ports, request);
  // One that was made behind this command isn't meant by it.
  if (!(await ports.invitations.end(user, group_name, { by: id, before: id })))
    throw noInvitation(group_name);
  await notifyUser(ports, user, { type: 'invitation_declined', id, group: group_name, user });
  return acknowledge();
};
