import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group } from '../ports/groups.ts';
import { roleIn, withRole } from '../rules/roles.ts';
import { changeGroup } from './change-group.ts';

/**
 * Takes away what somebody might do in a group, before they leave it.
 * @param group as it was read last
 * @throws ChatError `conflict`: its last owner
 */
export async function stepDown(
  ports: Pick<ChatPorts, 'groups'>,
  group: Group,
  user: string,
  id: string,
): Promise<void> {
  if (roleIn(group, user) === 'member') return;
  await changeGroup(ports, { name: group.name, id, alter: (now) => withRole(now, user, 'member') }, group);
}

/**
 * The same of who has left while an owner gave them a role: either who promotes or who leaves comes to look behind both. An
 * owner that nobody else is any more stays one, and may come back.
 */
export async function stepDownBehind(
  ports: Pick<ChatPorts, 'groups' | 'logger'>,
  { name, groupId }: Pick<Group, 'name' | 'groupId'>,
  user: string,
  id: string,
): Promise<void> {
  try {
    const group = await ports.groups.find(name);
    if (group?.groupId === groupId) await stepDown(ports, group, user, id);
  } catch (cause) {
    ports.logger.warn('Who has left a group has a role in it still', { group: name, user, cause });
  }
}
