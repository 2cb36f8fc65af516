import { endMemberships } from '../../memberships/disband-group.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { DELIVER_WITHIN_MS } from '../../posting/deadlines.ts';
import { requireRole } from '../../rules/roles.ts';
import type { CommandHandler } from '../command-handler.ts';
import { alterGroup } from './alter-group.ts';

/**
 * Ends a group: for its owners. Its members are told, and are none any more from then on; of a large group the last of them some
 * minutes later. Its name is free when nobody is left.
 */
export const disband: CommandHandler<'disband'> = async (ports, { group_name }, request) => {
  const { user, id } = request;
  const disbanded = await alterGroup(ports, group_name, request, async () => ({
    event: { type: 'disbanded', id, group: group_name, by: user },
    alter(group) {
      requireRole(group, user, 'owner', 'disband');
      return { ...group, endedBy: id };
    },
  }));
  return { ...disbanded, delivery: endBehind(ports, group_name, id, disbanded.delivery) };
};

/** Who is a member still hears that the group is disbanded; the rest is the sweep's. */
async function endBehind(
  ports: ChatPorts,
  name: string,
  id: string,
  telling: Promise<void> | undefined,
): Promise<void> {
  await telling;
  try {
    const group = await ports.groups.find(name);
    if (group?.endedBy === id)
      await endMemberships(ports, group, id, ports.clock.now() + DELIVER_WITHIN_MS / 2);
  } catch (cause) {
    ports.logger.warn('The members of a disbanded group are left to a sweep', { group: name, cause });
  }
}
