import { notAMember } from '../../../protocol/errors.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { forgetChange, noteChange } from '../../memberships/note-change.ts';
import { publishLeft } from '../../memberships/publish-left.ts';
import { stepDown, stepDownBehind } from '../../memberships/step-down.ts';
import { groupChannel } from '../../ports/connections/subscriptions.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { requireMembership } from '../../rules/membership.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Ends the sender's membership; the sender is among those who hear of it. An owner can't where nobody else is one. */
export const leave: CommandHandler<'leave'> = async (ports, { group_name }, request) => {
  const { user, id, connection } = request;
  const group = await noteChange(ports, { id, user, group: group_name }, async () => {
    const found = await ports.groups.find(group_name);
    if (found) await keepPostRate(ports, groupChannel(found.groupId), request);
    await assertCanWrite(ports, request);
    return found;
  });
  if (group && group.endedBy === undefined) await stepDown(ports, group, user, id);
  const membership = await ports.groups.endMembership(user, group_name, id);
  if (!membership) {
    await forgetChange(ports, id);
    await requireMembership(ports, user, group_name);
    // A join came in between, or the read lags behind another leave.
    throw notAMember(group_name);
  }
  const own = makeSubscription(connection, groupChannel(membership.groupId), membership);
  await settleAll([
    // Who leaves right behind the join may not be subscribed yet, and hears of it all the same.
    publishLeft(ports, membership, { id }, [own]),
    // Nobody is given a role in a group that nobody owns.
    group && group.owners.length > 0 && stepDownBehind(ports, group, user, id),
  ]);
  return acknowledge(id);
};
