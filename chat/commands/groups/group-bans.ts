import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { CommandRequest, Outcome } from '../../request.ts';
import { requireStaff } from '../../rules/staff.ts';
import { listedAsFits, rangeOf } from '../list.ts';
import { toBanItem } from '../order/ban-item.ts';

/** Who may not be in a group, by name: for its owners and moderators. */
export async function groupBans(
  ports: ChatPorts,
  { group_name, ...fields }: { group_name: string; after?: string | undefined; limit?: number | undefined },
  { user }: CommandRequest,
): Promise<Outcome> {
  const { groupId } = await requireStaff(ports, user, group_name, 'bans');
  const page = await ports.groupBans.list({ group: group_name, groupId }, rangeOf(ports, fields));
  return listedAsFits('bans', page, toBanItem, (ban) => ban.user);
}
