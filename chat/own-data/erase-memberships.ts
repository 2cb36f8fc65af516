import { makeEventId } from '../../protocol/events/event-id.ts';
import { noteChange } from '../memberships/note-change.ts';
import { publishLeft, rememberGroup } from '../memberships/publish-left.ts';
import { stepDown } from '../memberships/step-down.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel } from '../ports/connections/subscriptions.ts';
import type { Membership } from '../ports/groups/groups.ts';
import { roleIn } from '../rules/roles.ts';
import { type SucceedPorts, succeedOwner } from './succeed-owner.ts';
import { walkGroups } from './walk-conversations.ts';

export type EraseMembershipsPorts = SucceedPorts &
  Pick<ChatPorts, 'conversations' | 'invitations' | 'random'>;

/** Members hear of each as of any leaving, one after the other. */
const LEFT_AT_ONCE = 5;

/** Has a user leave some of their groups. @returns the last of them; undefined where there was none */
export async function eraseMemberships(
  ports: EraseMembershipsPorts,
  user: string,
): Promise<string | undefined> {
  const { items, hasMore } = await ports.groups.listMemberships(user, { limit: LEFT_AT_ONCE });
  for (const membership of items) await leave(ports, membership);
  return items.at(-1)?.group ?? (hasMore ? '' : undefined);
}

async function leave(ports: EraseMembershipsPorts, standing: Membership): Promise<void> {
  const { user, group: name, groupId } = standing;
  // First: this function may die right behind the end of the membership, and by this what was said there is found.
  await rememberGroup(ports, standing);
  const group = await ports.groups.find(name);
  const isIt = group?.groupId === groupId;
  if (isIt) await succeedOwner(ports, group, user, newId(ports));
  const id = newId(ports);
  const found = await noteChange(ports, { id, user, group: name }, () => ports.groups.find(name));
  // Of a group that has ended the members end with it.
  if (found?.groupId === groupId && found.endedBy === undefined) await stepDown(ports, found, user, id);
  const membership = await ports.groups.endMembership(user, name, id);
  // Another sweep has ended it meanwhile, or a kick.
  if (membership) await publishLeft(ports, membership, { id });
  else await ports.undelivered.forget(id);
}

/**
 * Takes away what a user may do in groups that they are in no more, some at once: who is given a role while they leave may have one
 * still, and by the name its next owner would have it.
 * @param after the key of the group with which it goes on
 */
export async function eraseRoles(
  ports: EraseMembershipsPorts,
  user: string,
  after: string,
): Promise<string | undefined> {
  let count = 0;
  for await (const [key, name] of walkGroups(ports, user, after)) {
    if (++count > LEFT_AT_ONCE) return key;
    const group = await ports.groups.find(name);
    if (!group || groupChannel(group.groupId) !== key || roleIn(group, user) === 'member') continue;
    await succeedOwner(ports, group, user, newId(ports));
    const now = await ports.groups.find(name);
    if (now?.groupId === group.groupId && now.endedBy === undefined)
      await stepDown(ports, now, user, newId(ports));
  }
  return undefined;
}

/** Of an event that no command asked for. */
const newId = ({ clock, random }: Pick<ChatPorts, 'clock' | 'random'>) =>
  makeEventId({ receivedAt: clock.now(), arrival: 0, random });
