import { ChatError } from '../../../protocol/errors.ts';
import { changeGroup, type GroupAlteration, hasChange } from '../../memberships/change-group.ts';
import { forgetChange, noteChange } from '../../memberships/note-change.ts';
import { publishGroupChange } from '../../memberships/publish-group-change.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Group } from '../../ports/groups.ts';
import { groupChannel } from '../../ports/subscriptions.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, type CommandRequest, type Outcome } from '../../request.ts';
import { notIn, requireMembership } from '../../rules/membership.ts';
import { settleAll } from '../../settle-all.ts';

type ToldAlteration = Required<GroupAlteration>;

/**
 * Changes a group, and tells its members. Of what is written beside the event, and missing where the function dies between the
 * two, a note is left: a sweep stores and tells the event then (`finishMembership`).
 * @param alteration its `alter` says who may
 * @param check what must hold besides, of the group as it is
 */
export async function alterGroup(
  ports: ChatPorts,
  alteration: ToldAlteration,
  request: CommandRequest,
  check: (group: Group) => Promise<void> = async () => {},
): Promise<Outcome> {
  const { user, id } = request;
  const { name, event } = alteration;
  const found = await noteChange(ports, { id, user, group: name }, async () => {
    const [group, { groupId }] = await settleAll([
      ports.groups.find(name),
      requireMembership(ports, user, name),
    ]);
    if (group?.groupId !== groupId) throw notIn(name, group);
    // Come again behind its change, which may have taken away by what it was allowed.
    if (!hasChange(group, id)) {
      alteration.alter(group);
      await check(group);
    }
    await keepPostRate(ports, groupChannel(groupId), user);
    await assertCanWrite(ports, request);
    return group;
  });
  const { groupId } = await changeNoted(ports, alteration, found);
  const { delivery } = await publishGroupChange(ports, groupId, event);
  return { ...acknowledge(id), delivery };
}

/** Nothing is left of the note where another change has come first and forbids this one; of a write that failed it stays. */
async function changeNoted(ports: ChatPorts, alteration: ToldAlteration, found: Group): Promise<Group> {
  try {
    return await changeGroup(ports, alteration, found);
  } catch (error) {
    if (error instanceof ChatError && !error.isRetryable) await forgetChange(ports, alteration.id);
    throw error;
  }
}
