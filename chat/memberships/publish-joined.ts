import { type Publication, type PublishPorts, publish } from '../delivery/publish.ts';
import { groupChannel } from '../ports/connections/subscriptions.ts';
import type { Membership } from '../ports/groups/groups.ts';
import type { FindBlocksPorts } from '../rules/find-blocks.ts';

export type PublishMembershipPorts = PublishPorts & FindBlocksPorts;

/** Stores and tells that a user has joined, to the group and to them. @param hearers who is there, and who blocks the user */
export const publishJoined = (
  ports: PublishMembershipPorts,
  { user, group, groupId, version }: Membership,
  hearers: Pick<Publication, 'audience' | 'blockers'>,
): Promise<{ delivery: Promise<void> }> =>
  publish(ports, {
    channel: groupChannel(groupId),
    event: { type: 'joined', id: version, group, user },
    author: user,
    ...hearers,
  });
