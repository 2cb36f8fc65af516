import type { GroupChangeEvent } from '../../protocol/events/groups.ts';
import { changeGroup } from '../memberships/change-group.ts';
import { changeNoted, noteChange } from '../memberships/note-change.ts';
import { publishGroupChange } from '../memberships/publish-group-change.ts';
import type { PublishMembershipPorts } from '../memberships/publish-joined.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group } from '../ports/groups/groups.ts';
import { withRole } from '../rules/roles.ts';

/** So many are looked at, as the list may lag behind some who have left. */
const MEMBERS_LOOKED_AT = 25;

export type SucceedPorts = PublishMembershipPorts &
  Pick<ChatPorts, 'groups' | 'undelivered' | 'audits' | 'clock'>;

/**
 * Gives a group another owner, where the one who is erased is the last: the first moderator, or the first member, by name. With no
 * member left it ends.
 * @param id of the event that tells it
 */
export async function succeedOwner(
  ports: SucceedPorts,
  group: Group,
  user: string,
  id: string,
): Promise<void> {
  if (group.endedBy !== undefined || group.owners.length !== 1 || !group.owners.includes(user)) return;
  const heir = await findHeir(ports, group, user);
  const by = { id, group: group.name, by: user };
  const event: GroupChangeEvent =
    heir === undefined
      ? { type: 'disbanded', ...by }
      : { type: 'role_changed', ...by, user: heir, role: 'owner' };
  // Before it: a sweep tells what a function that died has changed.
  await noteChange(ports, { id, user, group: group.name }, async () => undefined);
  const { after } = await changeNoted(ports, id, () =>
    changeGroup(ports, {
      name: group.name,
      id,
      event,
      alter: (now) => (heir === undefined ? { ...now, endedBy: id } : withRole(now, heir, 'owner')),
    }),
  );
  const { delivery } = await publishGroupChange(ports, after, event);
  await delivery;
}

async function findHeir(
  { groups }: Pick<ChatPorts, 'groups'>,
  { name, groupId, moderators }: Group,
  user: string,
): Promise<string | undefined> {
  const { items } = await groups.listMembers(groupId, { limit: MEMBERS_LOOKED_AT });
  const names = [...moderators.toSorted(), ...items.map((member) => member.user)];
  for (const one of new Set(names)) {
    const membership = one !== user && (await groups.membership(one, name, { consistent: true }));
    if (membership && membership.groupId === groupId) return one;
  }
  return undefined;
}
