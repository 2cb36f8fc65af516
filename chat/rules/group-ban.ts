import { bannedFrom, groupNotFound } from '../../protocol/errors.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { GroupBan } from '../ports/group-bans.ts';
import type { Group } from '../ports/groups.ts';

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
 * @throws ChatError `banned`; of a private group `group_not_found`
 */
export async function requireNotKeptOut(
  { groupBans, clock }: GroupBanPorts,
  group: Group,
  read: GroupBan | undefined,
): Promise<void> {
  if (!keepsOut(read, group, clock.now())) return;
  const { name, kind } = group;
  const ban = await groupBans.find(name, read.user, { consistent: true });
  const now = clock.now();
  if (!keepsOut(ban, group, now)) return;
  throw kind === 'open'
    ? bannedFrom(name, ban.until === undefined ? undefined : ban.until - now)
    : groupNotFound(name);
}
