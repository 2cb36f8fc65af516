import { notAMember } from '../../../protocol/errors.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { includeConnections } from '../../delivery/audience.ts';
import { forgetChange, noteChange } from '../../memberships/note-change.ts';
import { publishLeft } from '../../memberships/publish-left.ts';
import { groupChannel } from '../../ports/subscriptions.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { requireMembership } from '../../rules/membership.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Ends the sender's membership; the sender is among those who hear of it. */
export const leave: CommandHandler<'leave'> = async (ports, { group_name }, request) => {
  const { user, id, connection } = request;
  await noteChange(ports, { id, user, group: group_name }, async () => {
    // The id that the name had last: nearly always right, and the rate is approximate anyway.
    const guessed = ports.groupIds.get(group_name);
    if (guessed !== undefined) await keepPostRate(ports, groupChannel(guessed), user);
    await assertCanWrite(ports, request);
  });
  const membership = await ports.groups.endMembership(user, group_name, id);
  if (!membership) {
    await forgetChange(ports, id);
    await requireMembership(ports, user, group_name);
    // A join came in between, or the read lags behind another leave.
    throw notAMember(group_name);
  }
  const own = makeSubscription(connection, groupChannel(membership.groupId), membership.version);
  // Who leaves right behind the join may not be subscribed yet, and hears of it all the same.
  await publishLeft(ports, membership, id, (audience) => includeConnections(audience, [own]));
  return acknowledge(id);
};
