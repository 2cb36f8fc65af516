import { type Audience, observeAudience, openAudience } from '../delivery/audience.ts';
import { publish } from '../delivery/publish.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Membership } from '../ports/groups.ts';
import { groupChannel } from '../ports/subscriptions.ts';
import { findBlockers } from '../rules/find-blocks.ts';
import { settleAll } from '../settle-all.ts';
import type { PublishMembershipPorts } from './publish-joined.ts';

/**
 * Stores and tells that a user has left, to the group and to them, and takes their subscriptions away.
 * @param membership has ended: a connection that is only now subscribing takes its own subscription back
 * @param include adds to the audience who may not be in it yet
 */
export async function publishLeft(
  ports: PublishMembershipPorts & Pick<ChatPorts, 'conversations'>,
  membership: Membership,
  id: string,
  include: (audience: Audience) => Audience = (audience) => audience,
): Promise<void> {
  const { user, group, groupId } = membership;
  try {
    const [blockers] = await settleAll([findBlockers(ports, user, id), rememberGroup(ports, membership)]);
    const { delivery } = await publish(ports, {
      channel: groupChannel(groupId),
      event: { type: 'left', id, group, user },
      author: user,
      audience: include(unsubscribing(ports, membership)),
      blockers,
    });
    await delivery;
  } catch (error) {
    // Who has left must not go on hearing the group because nobody could be told.
    await unsubscribeLeaver(ports, membership);
    throw error;
  }
}

/** Writes down that somebody was in a group: what they said there is found by it. */
export const rememberGroup = (
  { conversations }: Pick<ChatPorts, 'conversations'>,
  { user, group, groupId }: Membership,
): Promise<void> => conversations.remember(user, { groupId, name: group });

/** Takes away what a user heard by a membership that has ended. */
export async function unsubscribeLeaver(
  ports: Pick<ChatPorts, 'subscriptions'>,
  membership: Membership,
): Promise<void> {
  for await (const _ of unsubscribing(ports, membership));
}

/** The group's audience. Their version keeps the newer subscriptions of a quick re-join alive. */
function unsubscribing(
  { subscriptions }: Pick<ChatPorts, 'subscriptions'>,
  { user, groupId, version }: Membership,
) {
  // Before the page is told: who has heard of the leaving, and answers it, must not be heard by who has left.
  return observeAudience(
    openAudience(subscriptions, groupChannel(groupId), { consistent: true }),
    async (page) => {
      const own = page.filter((subscription) => subscription.user === user);
      await settleAll(own.map((subscription) => subscriptions.removeVersion(subscription, version)));
    },
  );
}
