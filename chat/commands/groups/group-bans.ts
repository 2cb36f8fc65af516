import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { CommandRequest, Outcome } from '../../request.ts';
import { requireGroupAuthority } from '../../rules/authority.ts';
import { listedAsFits, rangeOf } from '../list.ts';
import { toBanItem } from '../order/ban-item.ts';

/** Who may not be in a group, by name: for who keeps order there. */
export async function groupBans(
  ports: ChatPorts,
  { group_name, ...fields }: { group_name: string; after?: string | undefined; limit?: number | undefined },
  request: CommandRequest,
): Promise<Outcome> {
  const { group } = await requireGroupAuthority(ports, request, group_name, 'bans');
  const { name, groupId } = group;
  const page = await ports.groupBans.list({ group: name, groupId }, rangeOf(ports, fields));
  return listedAsFits('bans', page, toBanItem, (ban) => ban.user);
}
