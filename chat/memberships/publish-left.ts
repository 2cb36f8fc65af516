import type { Removal } from '../../protocol/events/memberships.ts';
import { heardBy } from '../connections/subscribe.ts';
import {
  includeConnections,
  observeAudience,
  openAudience,
  readConnectionsOf,
} from '../delivery/audience.ts';
import { publish } from '../delivery/publish.ts';
import { handledLater } from '../handled-later.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel, type Subscription } from '../ports/connections/subscriptions.ts';
import type { Membership } from '../ports/groups/groups.ts';
import type { AuditEntry } from '../ports/messages/audits.ts';
import { findBlockers } from '../rules/find-blocks.ts';
import { settleAll } from '../settle-all.ts';
import type { PublishMembershipPorts } from './publish-joined.ts';
import { unsubscribe } from './subscribe-member.ts';

export interface Leaving {
  /** Of the event. */
  readonly id: string;
  /** Of who didn't leave by themselves. */
  readonly removal?: Removal | undefined;
  /** What is written down with it; absent where that is nothing, or was before. */
  readonly audit?: AuditEntry | undefined;
}

/**
 * Stores and tells that a user is in a group no more, to the group and to them, and takes their subscriptions away.
 * @param membership has ended: a connection that is only now subscribing takes its own subscription back
 * @param own a connection of theirs that hears of it, though it may not be in the audience yet
 */
export async function publishLeft(
  ports: PublishMembershipPorts & Pick<ChatPorts, 'conversations' | 'invitations'>,
  membership: Membership,
  { id, removal, audit }: Leaving,
  own: readonly Subscription[] = [],
): Promise<void> {
  const { user, group, groupId } = membership;
  // Of who had to go it is over before the event is stored: by that the command counts as done when it comes again.
  const removing = removal && handledLater(unsubscribeAll(ports, membership));
  // Read beside all else; behind a removal, so that nothing is removed twice.
  const audience = removing ? undefined : unsubscribing(ports, membership);
  try {
    const [removed = own, blockers] = await settleAll([
      removing,
      findBlockers(ports, user, id),
      rememberGroup(ports, membership),
      // Of a function that died beside their joining one may be left, by which who had to go would come back; of who is kept out
      // also one that was being made meanwhile.
      removal && ports.invitations.end(user, group, { by: id, ...(!removal.banned && { before: id }) }),
    ]);
    const { delivery } = await publish(ports, {
      channel: groupChannel(groupId),
      event: { type: 'left', id, group, user, ...removal },
      audit,
      author: user,
      audience: includeConnections(audience ?? unsubscribing(ports, membership), removed),
      blockers,
    });
    await delivery;
  } catch (error) {
    // Who has left must not go on hearing the group because nobody could be told.
    await settleAll([removing, unsubscribeLeaver(ports, membership)]);
    throw error;
  }
}

/** Writes down that somebody was in a group: what they said there is found by it. */
export const rememberGroup = (
  { conversations }: Pick<ChatPorts, 'conversations'>,
  { user, group, groupId }: Pick<Membership, 'user' | 'group' | 'groupId'>,
): Promise<void> => conversations.remember(user, { groupId, name: group });

/** Takes away what a user heard by a membership that has ended. */
export async function unsubscribeLeaver(
  ports: Pick<ChatPorts, 'subscriptions'>,
  membership: Membership,
): Promise<void> {
  for await (const _ of unsubscribing(ports, membership));
}

/**
 * Takes away what the connections of a user heard by a membership that has ended. Nobody is told before: of a large audience the
 * first would answer while a later page still has a device of who was removed.
 * @returns the connections, as they heard the group
 */
async function unsubscribeAll(
  ports: Pick<ChatPorts, 'subscriptions'>,
  membership: Membership,
): Promise<readonly Subscription[]> {
  const channel = groupChannel(membership.groupId);
  const found = await readConnectionsOf(ports.subscriptions, membership.user, { consistent: true });
  await unsubscribe(ports, membership, found);
  return found.map((connection) => ({ ...connection, channel, ...heardBy(membership) }));
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
