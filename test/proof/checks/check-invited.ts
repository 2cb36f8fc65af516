import { keepsOut } from '../../../chat/rules/group-ban.ts';
import { madeBy } from '../made-by.ts';
import type { World } from '../world.ts';
import { type Report, show } from './violations.ts';

/**
 * Who came into a private group has made it, or was asked into it before they were a member; and who is kept out of a group has no
 * invitation that was acknowledged, by which they would be let in when the ban has ended.
 */
export async function checkInvited(world: World, report: Report): Promise<void> {
  const { history, commands, stores, scheduler } = world;
  for (const period of history.memberships) {
    const { user, groupId, writtenAt } = period;
    const made = madeBy(world, groupId);
    if (!made?.isPrivate || made.user === user) continue;
    const isInvited = history.invitations.some(
      (invitation) => invitation.user === user && invitation.groupId === groupId && invitation.at < writtenAt,
    );
    if (!isInvited) report('came uninvited', show(period));
  }
  for (const { type, ban, target: name, member = '' } of commands.values()) {
    if (type !== 'kick' || !ban) continue;
    const group = await stores.groups.find(name);
    const found = await stores.groupBans.find(name, member, { consistent: true });
    if (!group || !keepsOut(found, group, scheduler.now())) continue;
    const standing = await stores.invitations.listOf(member, name);
    const left = standing.find(
      ({ groupId, id }) =>
        groupId === group.groupId && commands.get(history.refOf.get(id)?.ref ?? '')?.outcome === 'acked',
    );
    if (left) report('invited though kept out', `${show(left)} behind ${show(found)}`);
  }
}
