import { makeSubscription } from '../../connections/subscribe.ts';
import { openChannelQuote } from '../../conversations/open-quoted.ts';
import { includeConnections, openAudience } from '../../delivery/audience.ts';
import { publish } from '../../delivery/publish.ts';
import { LOBBY_CHANNEL } from '../../ports/connections/subscriptions.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, exceptIn, refIn, replyIn } from '../../request.ts';
import { findAgainst } from '../../rules/find-blocks.ts';
import { requireUnmuted } from '../../rules/muted.ts';
import { requireReplyFits } from '../../rules/reply-length.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** A message to everybody who is signed in, the sender too. */
export const lobby: CommandHandler<'lobby'> = async (ports, { content, reply_to }, request) => {
  const { user, id, connection } = request;
  const audience = openAudience(ports.subscriptions, LOBBY_CHANNEL);
  if (reply_to !== undefined) requireReplyFits(content);
  const [against, quote] = await settleAll([
    findAgainst(ports, user, id),
    reply_to === undefined ? undefined : openChannelQuote(ports, user, LOBBY_CHANNEL, reply_to),
    keepPostRate(ports, LOBBY_CHANNEL, request),
  ]);
  requireUnmuted(against, LOBBY_CHANNEL, ports.clock.now());
  await assertCanWrite(ports, request);
  const { delivery } = await publish(ports, {
    channel: LOBBY_CHANNEL,
    event: { type: 'lobby', id, from: user, content, ...refIn(request), ...replyIn(reply_to) },
    quote,
    author: user,
    audience: includeConnections(audience, [makeSubscription(connection, LOBBY_CHANNEL)]),
    blockers: against.names,
    ...exceptIn(request),
  });
  return { ...acknowledge(id), delivery };
};
