import { renderEventV1 } from '../../protocol/render-v1.ts';
import { includeConnection, openAudience } from '../delivery/audience.ts';
import { deliver } from '../delivery/deliver.ts';
import { groupChannel } from '../ports/subscriptions.ts';
import { refuseIfLate } from '../request.ts';
import { makeSubscription } from '../sessions/subscribe.ts';
import type { CommandHandler } from './command.ts';
import { requireMembership } from './membership.ts';

/** A message to the members of a group who are connected, the sender too. */
export const group: CommandHandler<'group'> = async (ports, { group_name, content }, request) => {
  const { user, id, connection } = request;
  const guessed = ports.groupIds.recall(group_name);
  const guess = guessed === undefined ? undefined : openAudience(ports.subscriptions, groupChannel(guessed));
  const [{ groupId, version }, blockers] = await Promise.all([
    requireMembership(ports, user, group_name),
    ports.blocks.blockersOf(user),
  ]);
  ports.groupIds.remember(group_name, groupId);
  const channel = groupChannel(groupId);
  const audience = guess && guessed === groupId ? guess : openAudience(ports.subscriptions, channel);

  const event = { type: 'group', id, group: group_name, from: user, content } as const;
  refuseIfLate(ports, request);
  await ports.log.append({ conversation: channel, event });
  await deliver(ports, includeConnection(audience, makeSubscription(connection, channel, version)), {
    render: () => renderEventV1(event, user),
    skip: (recipient) => blockers.has(recipient.user),
  });
};
