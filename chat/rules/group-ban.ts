import { bannedFrom, groupNotFound } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { GroupBan } from '../ports/groups/group-bans.ts';
import type { Group } from '../ports/groups/groups.ts';

export type GroupBanPorts = Pick<ChatPorts, 'groupBans' | 'clock'>;

/**
 * Whether a ban keeps its user out of a group. It doesn't keep out an owner, who loses that role before a ban is written: who was made
 * one as it was may be the last.
 */
export const keepsOut = (
  ban: GroupBan | undefined,
  { groupId, owners }: Pick<Group, 'groupId' | 'owners'>,
  now: number,
): ban is GroupBan =>
  ban?.groupId === groupId && (ban.until ?? Number.POSITIVE_INFINITY) > now && !owners.includes(ban.user);

/**
 * Before anybody is refused the ban is read consistently: it may have been ended a moment ago.
 * @param read what was read of the user's, or undefined; may lag a moment behind
 * @returns the ban that holds, or undefined
 */
export async function findKeepingOut(
  { groupBans, clock }: GroupBanPorts,
  group: Pick<Group, 'name' | 'groupId' | 'owners'>,
  read: GroupBan | undefined,
): Promise<GroupBan | undefined> {
  if (!keepsOut(read, group, clock.now())) return undefined;
  const ban = await groupBans.find(group.name, read.user, { consistent: true });
  return keepsOut(ban, group, clock.now()) ? ban : undefined;
}

/**
 * @param read what was read of the sender's ban, or undefined; may lag a moment behind
 * @throws ChatError `banned`; of a private group `group_not_found`
 */
export async function requireNotKeptOut(
  ports: GroupBanPorts,
  group: Group,
  read: GroupBan | undefined,
): Promise<void> {
  const ban = await findKeepingOut(ports, group, read);
  if (!ban) return;
  const { name, kind } = group;
  throw kind === 'open'
    ? bannedFrom(name, ban.until === undefined ? undefined : ban.until - ports.clock.now())
    : groupNotFound(name);
}
