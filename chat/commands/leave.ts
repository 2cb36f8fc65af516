import { notAMember } from '../../protocol/errors.ts';
import { groupChannel } from '../ports/subscriptions.ts';
import { refuseIfLate } from '../request.ts';
import { announceMembership } from './announce-membership.ts';
import type { CommandHandler } from './command.ts';
import { requireMembership } from './membership.ts';

/** Ends the sender's membership; the sender is the last to hear of it. */
export const leave: CommandHandler<'leave'> = async (ports, { group_name }, request) => {
  const { user, id } = request;
  const membership = await requireMembership(ports, user, group_name);
  refuseIfLate(ports, request);
  if (!(await ports.groups.removeMember(membership))) throw notAMember(group_name);

  // The membership has gone, so a connection that is only now subscribing takes its own subscription back. The
  // others are found in the audience itself; their version keeps a quick re-join's newer ones alive.
  const { groupId, version } = membership;
  const removals: Promise<void>[] = [];
  await announceMembership(ports, { type: 'left', id, group: group_name, user }, groupId, (recipient) => {
    if (recipient.user !== user) return;
    removals.push(ports.subscriptions.remove(groupChannel(groupId), recipient.connectionId, version));
  });
  await Promise.all(removals);
};
