import { makeSubscription } from '../../connections/subscribe.ts';
import { includeConnections, openAudience } from '../../delivery/audience.ts';
import { publish } from '../../delivery/publish.ts';
import { LOBBY_CHANNEL } from '../../ports/subscriptions.ts';
import { keepPostRate } from '../../rates/post-rate.ts';
import { acknowledge, assertCanWrite, exceptIn, refIn } from '../../request.ts';
import { findBlockers } from '../../rules/find-blocks.ts';
import { settleAll } from '../../settle-all.ts';
import type { CommandHandler } from '../command-handler.ts';

/** A message to everybody who is signed in, the sender too. */
export const lobby: CommandHandler<'lobby'> = async (ports, { content }, request) => {
  const { user, id, connection } = request;
  const audience = openAudience(ports.subscriptions, LOBBY_CHANNEL);
  const [blockers] = await settleAll([
    findBlockers(ports, user, id),
    keepPostRate(ports, LOBBY_CHANNEL, user),
  ]);
  await assertCanWrite(ports, request);
  const { delivery } = await publish(ports, {
    channel: LOBBY_CHANNEL,
    event: { type: 'lobby', id, from: user, content, ...refIn(request) },
    author: user,
    audience: includeConnections(audience, [makeSubscription(connection, LOBBY_CHANNEL)]),
    blockers,
    ...exceptIn(request),
  });
  return { ...acknowledge(id), delivery };
};
