import { notAMember } from '../../../protocol/errors.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { includeConnections, openAudience } from '../../delivery/audience.ts';
import { publish } from '../../delivery/publish.ts';
import { groupChannel } from '../../ports/subscriptions.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, exceptIn, refIn } from '../../request.ts';
import { findBlockers } from '../../rules/find-blocks.ts';
import { requireMembership } from '../../rules/membership.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** A message to the members of a group who are connected, the sender too. */
export const group: CommandHandler<'group'> = async (ports, { group_name, content }, request) => {
  const { user, id, connection } = request;
  // The id that the name had last: nearly always right, and then the audience is read beside the checks.
  const guessed = ports.groupIds.get(group_name);
  const guess = guessed === undefined ? undefined : openAudience(ports.subscriptions, groupChannel(guessed));
  const [{ groupId, version }, blockers] = await settleAll([
    requireMembership(ports, user, group_name),
    findBlockers(ports, user, id),
    guessed === undefined || keepPostRate(ports, groupChannel(guessed), user),
  ]);
  ports.groupIds.set(group_name, groupId);
  // Joined by another device since: who joins behind a message sees nothing of it, be it their own.
  if (version > id) throw notAMember(group_name);

  const channel = groupChannel(groupId);
  const audience = guess && guessed === groupId ? guess : openAudience(ports.subscriptions, channel);
  await assertCanWrite(ports, request);
  const { delivery } = await publish(ports, {
    channel,
    event: { type: 'group', id, group: group_name, from: user, content, ...refIn(request) },
    author: user,
    audience: includeConnections(audience, [makeSubscription(connection, channel, version)]),
    blockers,
    ...exceptIn(request),
  });
  return { ...acknowledge(id), delivery };
};
