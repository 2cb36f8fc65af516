import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Invitation } from '../ports/groups/invitations.ts';
import { settleAll } from '../settle-all.ts';
import { findBlocked } from './find-blocked.ts';

export type FindInvitationsPorts = Pick<ChatPorts, 'invitations' | 'blocks'>;

/**
 * A user's invitations that count: none that a block hid when it was made, and none by whom the user blocks by now.
 * @param group those to it alone, strongly consistent; absent, all, which may lag a moment behind
 */
export async function findInvitations(
  ports: FindInvitationsPorts,
  user: string,
  group?: string,
): Promise<readonly Invitation[]> {
  const [found, ever] = await settleAll([
    group === undefined ? ports.invitations.list(user) : ports.invitations.listOf(user, group),
    ports.blocks.everBlockedBy(user),
  ]);
  const shown = found.filter(({ isHidden }) => !isHidden);
  const blocked = await findBlocked(
    ports,
    user,
    shown.map(({ from }) => from),
    ever,
  );
  return shown.filter(({ from }) => !blocked.has(from));
}
