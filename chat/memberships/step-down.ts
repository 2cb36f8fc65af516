import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Group } from '../ports/groups/groups.ts';
import { roleIn, withRole } from '../rules/roles.ts';
import { settleAll } from '../settle-all.ts';
import { changeGroup } from './change-group.ts';
import { changeNoted } from './note-change.ts';

/**
 * Takes away what somebody might do in a group, before they are in it no more. Nothing is left of what was noted where that
 * isn't allowed.
 * @param group as it was read last
 * @param mayStepDown throws a ChatError where it isn't allowed, whenever the group has changed anew
 * @throws ChatError `conflict`: its last owner
 */
export const stepDown = (
  ports: Pick<ChatPorts, 'groups' | 'undelivered'>,
  group: Group,
  user: string,
  id: string,
  mayStepDown?: (group: Group) => void,
): Promise<void> => changeNoted(ports, id, () => takeRole(ports, group, user, id, mayStepDown));

async function takeRole(
  ports: Pick<ChatPorts, 'groups'>,
  group: Group,
  user: string,
  id: string,
  mayTake: (group: Group) => void = () => undefined,
): Promise<void> {
  if (roleIn(group, user) === 'member') return;
  const alter = (now: Group) => {
    mayTake(now);
    return withRole(now, user, 'member');
  };
  await changeGroup(ports, { name: group.name, id, alter }, group);
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
    if (group?.groupId === groupId) await takeRole(ports, group, user, id);
  } catch (cause) {
    ports.logger.warn('Who has left a group has a role in it still', { group: name, user, cause });
  }
}

/** The same of who isn't in the group by now: who has left meanwhile looked for a role before it was there, or died over it. */
export async function stepDownIfGone(
  ports: Pick<ChatPorts, 'groups' | 'logger'>,
  name: string,
  user: string,
  id: string,
): Promise<void> {
  const [group, membership] = await settleAll([
    ports.groups.find(name),
    ports.groups.membership(user, name, { consistent: true }),
  ]);
  if (group && membership?.groupId !== group.groupId) await stepDownBehind(ports, group, user, id);
}
