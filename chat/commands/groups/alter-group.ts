import { groupNotFound } from '../../../protocol/errors.ts';
import type { GroupChangeEvent } from '../../../protocol/events/groups.ts';
import { handledLater } from '../../handled-later.ts';
import { type ChangedGroup, changeGroup, findChange } from '../../memberships/change-group.ts';
import { changeNoted, noteChange } from '../../memberships/note-change.ts';
import { publishGroupChange } from '../../memberships/publish-group-change.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import { groupChannel } from '../../ports/connections/subscriptions.ts';
import type { Group } from '../../ports/groups/groups.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, type CommandRequest, type Outcome } from '../../request.ts';
import { requireOwnGroup } from '../../rules/membership.ts';
import { settleAll } from '../../settle-all.ts';

/** What a command makes of a group. */
export interface Plan {
  /** What is told of it. */
  readonly event: GroupChangeEvent;
  /** @returns the group as it is to be; throws a ChatError where that isn't allowed, and whenever the group has changed anew */
  alter(group: Group): Group;
  /** What is to be written before it. @param group as it is to be */
  prepare?(group: Group): Promise<void>;
}

/**
 * Changes a group, and tells its members. Of what is written beside the event, and missing where the function dies between the
 * two, a note is left: a sweep stores and tells the event then (`finishMembership`).
 * @param makePlan of the group as it is; throws a ChatError where something else forbids it
 * @param finish what goes on behind the change, beside the delivery; also of one that comes again
 */
export async function alterGroup(
  ports: ChatPorts,
  name: string,
  request: CommandRequest,
  makePlan: (group: Group) => Promise<Plan>,
  finish?: (changed: ChangedGroup) => Promise<void>,
): Promise<Outcome> {
  const { user, id } = request;
  const { group, plan } = await noteChange(ports, { id, user, group: name }, async () => {
    const found = await requireOwnGroup(ports, user, name);
    // Come again behind its change, which may have taken away by what it was allowed.
    const made = findChange(found, id);
    if (found.endedBy !== undefined && !made) throw groupNotFound(name);
    const planned: Plan = made ? { event: made, alter: () => found } : await makePlan(found);
    const altered = planned.alter(found);
    await keepPostRate(ports, groupChannel(found.groupId), request);
    await assertCanWrite(ports, request);
    await planned.prepare?.(altered);
    return { group: found, plan: planned };
  });
  const changed = await changeNoted(ports, id, () => changeGroup(ports, { name, id, ...plan }, group));
  const { delivery } = await publishGroupChange(ports, changed.after, plan.event);
  const going = settleAll([delivery, finish?.(changed)]);
  return { ...acknowledge(id), delivery: handledLater(going.then(() => undefined)) };
}
