import { messageNotFound, notAMember } from '../../../protocol/errors.ts';
import { makeSubscription } from '../../connections/subscribe.ts';
import { openChannelQuote } from '../../conversations/open-quoted.ts';
import { includeConnections, openAudience } from '../../delivery/audience.ts';
import { publish } from '../../delivery/publish.ts';
import { handledLater } from '../../handled-later.ts';
import { groupChannel } from '../../ports/connections/subscriptions.ts';
import { seenFrom } from '../../ports/groups/groups.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, exceptIn, refIn, replyIn } from '../../request.ts';
import { findAgainst } from '../../rules/find-blocks.ts';
import { requireMembership } from '../../rules/membership.ts';
import { requireUnmuted } from '../../rules/muted.ts';
import { requireReplyFits } from '../../rules/reply-length.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** A message to the members of a group who are connected, the sender too. */
export const group: CommandHandler<'group'> = async (ports, { group_name, content, reply_to }, request) => {
  const { user, id, connection } = request;
  if (reply_to !== undefined) requireReplyFits(content);
  const openQuote = async (groupId: string | undefined) =>
    reply_to === undefined || groupId === undefined
      ? undefined
      : openChannelQuote(ports, user, groupChannel(groupId), reply_to);
  // The id that the name had last: nearly always right, and then the audience is read beside the checks.
  const guessed = ports.groupIds.get(group_name);
  const guess = guessed === undefined ? undefined : openAudience(ports.subscriptions, groupChannel(guessed));
  const opening = handledLater(openQuote(guessed));
  const [membership, against] = await settleAll([
    requireMembership(ports, user, group_name),
    findAgainst(ports, user, id),
    guessed === undefined || keepPostRate(ports, groupChannel(guessed), request),
    // Of a name's former id it says nothing.
    opening.catch(() => undefined),
  ]);
  const { groupId } = membership;
  ports.groupIds.set(group_name, groupId);
  // Joined by another device since: who joins behind a message sees nothing of it, be it their own.
  if (membership.version > id) throw notAMember(group_name);
  requireUnmuted(against, groupChannel(groupId), ports.clock.now());

  const quote = await (guessed === groupId ? opening : openQuote(groupId));
  if (quote && quote.quoted.id < seenFrom(membership)) throw messageNotFound(quote.quoted.id);

  const channel = groupChannel(groupId);
  const audience = guess && guessed === groupId ? guess : openAudience(ports.subscriptions, channel);
  await assertCanWrite(ports, request);
  const { delivery } = await publish(ports, {
    channel,
    event: {
      type: 'group',
      id,
      group: group_name,
      from: user,
      content,
      ...refIn(request),
      ...replyIn(reply_to),
    },
    quote,
    author: user,
    audience: includeConnections(audience, [makeSubscription(connection, channel, membership)]),
    blockers: against.names,
    ...exceptIn(request),
  });
  return { ...acknowledge(id), delivery };
};
