import { notBanned } from '../../../protocol/errors.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { acknowledge, assertCanWrite, type CommandRequest, type Outcome } from '../../request.ts';
import { requireGroupAuthority } from '../../rules/authority.ts';
import { keepsOut } from '../../rules/group-ban.ts';
import { settleAll } from '../../settle-all.ts';

/**
 * Lets somebody come into a group again, for who keeps order there.
 * @throws ChatError `conflict`: they are not banned
 */
export async function unbanFromGroup(
  ports: ChatPorts,
  { target, group_name }: { target: string; group_name: string },
  request: CommandRequest,
): Promise<Outcome> {
  const { user, id } = request;
  const [{ channel, conversation, group }, ban] = await settleAll([
    requireGroupAuthority(ports, request, group_name, 'unban'),
    ports.groupBans.find(group_name, target, { consistent: true }),
  ]);
  // By this very command, which has come again, the ban may have ended.
  if (ban?.id !== id && !keepsOut(ban, group, ports.clock.now())) throw notBanned(target);
  await assertCanWrite(ports, request);
  const { groupId } = group;
  // First: nothing is done that isn't written down, be it that the function dies in between.
  await ports.audits.put(channel, { id, by: user, act: 'unban', target, conversation });
  await ports.groupBans.set({ group: group_name, groupId, user: target, by: user, id, until: 0 });
  return acknowledge();
}
