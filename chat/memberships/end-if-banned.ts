import { idBehind } from '../../protocol/events/event-id.ts';
import type { Removal } from '../../protocol/events/memberships.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Membership } from '../ports/groups/groups.ts';
import { HOLD_MS } from '../ports/messages/undelivered.ts';
import { type GroupBanPorts, keepsOut } from '../rules/group-ban.ts';
import { forgetChange } from './note-change.ts';

export type EndIfBannedPorts = GroupBanPorts & Pick<ChatPorts, 'groups' | 'undelivered' | 'conversations'>;

/** How a membership has ended. */
export interface Ending {
  /** Of the event that tells it. */
  readonly id: string;
  readonly removal: Removal;
}

/**
 * Ends a membership that has just been written, where its user may not be in the group. A ban is written before it ends a
 * membership: one that isn't seen here ends this one, and one that found none yet is seen here.
 * @returns what is to be told behind the joining (`publishLeft`), and is noted for a sweep; undefined where nothing was ended
 */
export async function endIfBanned(
  ports: EndIfBannedPorts,
  { user, group, groupId, version }: Membership,
): Promise<Ending | undefined> {
  const ban = await ports.groupBans.find(group, user, { consistent: true });
  if (ban?.groupId !== groupId) return undefined;
  const found = await ports.groups.find(group);
  const now = ports.clock.now();
  if (!found || !keepsOut(ban, found, now)) return undefined;
  const id = idBehind(version);
  const removal: Removal = { by: ban.by, banned: true };
  await ports.undelivered.note({ id, user, group, removal, heldUntil: now + HOLD_MS });
  if (await ports.groups.endMembership(user, group, id)) return { id, removal };
  // The ban itself has.
  await forgetChange(ports, id);
  return undefined;
}

/**
 * The same of whatever membership a user has who was banned by now: of a join whose frame came behind the ban's, but which didn't see
 * the ban yet, for that was written later.
 */
export async function endLaterMembership(
  ports: EndIfBannedPorts,
  { user, group }: Pick<Membership, 'user' | 'group'>,
): Promise<{ readonly membership: Membership; readonly ending: Ending } | undefined> {
  const membership = await ports.groups.membership(user, group, { consistent: true });
  const ending = membership && (await endIfBanned(ports, membership));
  return ending && { membership, ending };
}
