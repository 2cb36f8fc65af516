import { notAMember } from '../../../protocol/errors.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { includeConnection, observeAudience, openAudience } from '../../delivery/audience.ts';
import { publish } from '../../delivery/publish.ts';
import { groupChannel } from '../../ports/subscriptions.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite } from '../../request.ts';
import { findBlockers } from '../../rules/find-blocks.ts';
import { requireMembership } from '../../rules/membership.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** Ends the sender's membership; the sender is among those who hear of it. */
export const leave: CommandHandler<'leave'> = async (ports, { group_name }, request) => {
  const { user, id, connection } = request;
  // The id that the name had last: nearly always right, and the rate is approximate anyway.
  const guessed = ports.groupIds.get(group_name);
  if (guessed !== undefined) await keepPostRate(ports, groupChannel(guessed), user);
  await assertCanWrite(ports, request);
  const membership = await ports.groups.endMembership(user, group_name, id);
  if (!membership) {
    await requireMembership(ports, user, group_name);
    // A join came in between, or the read lags behind another leave.
    throw notAMember(group_name);
  }

  // The membership has ended, so a connection that is only now subscribing takes its own subscription back. The
  // others are found in the audience itself; their version keeps a quick re-join's newer ones alive.
  const { groupId, version } = membership;
  const channel = groupChannel(groupId);
  const readAudience = () =>
    // Before the page is told: who has heard of the leaving, and answers it, must not be heard by who has left.
    observeAudience(openAudience(ports.subscriptions, channel, { consistent: true }), async (page) => {
      const own = page.filter((subscription) => subscription.user === user);
      await settleAll(own.map((subscription) => ports.subscriptions.removeVersion(subscription, version)));
    });
  try {
    const { delivery } = await publish(ports, {
      channel,
      event: { type: 'left', id, group: group_name, user },
      author: user,
      // Who leaves right behind the join may not be subscribed yet, and hears of it all the same.
      audience: includeConnection(readAudience(), makeSubscription(connection, channel, version)),
      blockers: await findBlockers(ports, user, id),
    });
    await delivery;
    return acknowledge(id);
  } catch (error) {
    // Who has left must not go on hearing the group because nobody could be told.
    for await (const _ of readAudience());
    throw error;
  }
};
