import { renderEventV1 } from '../../protocol/render-v1.ts';
import { includeConnection, openAudience } from '../delivery/audience.ts';
import { deliver } from '../delivery/deliver.ts';
import { LOBBY_CHANNEL } from '../ports/subscriptions.ts';
import { refuseIfLate } from '../request.ts';
import { makeSubscription } from '../sessions/subscribe.ts';
import type { CommandHandler } from './command.ts';

/** A message to everybody who is signed in, the sender too. */
export const lobby: CommandHandler<'lobby'> = async (ports, { content }, request) => {
  const { user, id, connection } = request;
  const audience = openAudience(ports.subscriptions, LOBBY_CHANNEL);
  const blockers = await ports.blocks.blockersOf(user);
  const event = { type: 'lobby', id, from: user, content } as const;
  refuseIfLate(ports, request);
  await ports.log.append({ conversation: 'lobby', event });
  await deliver(ports, includeConnection(audience, makeSubscription(connection, LOBBY_CHANNEL)), {
    render: () => renderEventV1(event, user),
    skip: (recipient) => blockers.has(recipient.user),
  });
};
