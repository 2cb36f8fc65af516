import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/** Who came into a private group has made it, or was asked into it before they were a member. */
export function checkInvited({ history, commands }: World, report: Report): void {
  for (const period of history.memberships) {
    const { user, groupId, writtenAt } = period;
    // The group's id is that of the command that made it.
    const made = commands.get(history.refOf.get(groupId)?.ref ?? '');
    if (!made?.isPrivate || made.user === user) continue;
    const isInvited = history.invitations.some(
      (invitation) => invitation.user === user && invitation.groupId === groupId && invitation.at < writtenAt,
    );
    if (!isInvited) report('came uninvited', show(period));
  }
}
