import { notBanned } from '../../../protocol/errors.ts';
import { assertCanWrite } from '../../request.ts';
import { requireAdmin } from '../../rules/admin.ts';
import { requireUser } from '../../rules/user.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';
import { unbanFromGroup } from '../groups/unban-from-group.ts';
import { setBan } from './set-ban.ts';

/** Lets somebody in again, or into a group. What has waited for them is handed over when they sign in. */
export const unban: CommandHandler<'unban'> = async (ports, { target, group_name }, request) => {
  if (group_name !== undefined) return unbanFromGroup(ports, { target, group_name }, request);
  const { user, id } = request;
  await settleAll([requireAdmin(ports, request, 'unban'), requireUser(ports, target)]);
  const found = await ports.bans.find(target);
  // By this very command, which has come again, the ban may have ended.
  const isStanding = found !== undefined && (found.id === id || found.until > ports.clock.now());
  if (!isStanding) throw notBanned(target);
  await assertCanWrite(ports, request);
  return setBan(ports, 'unban', { user: target, id, by: user, until: 0 });
};
