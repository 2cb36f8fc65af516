import { RECIPIENTS_PER_FUNCTION } from '../../chat/delivery/deliver.ts';
import type { ChatPorts } from '../../chat/ports/chat-ports.ts';
import type { Subscription } from '../../chat/ports/connections/subscriptions.ts';
import { LOBBY_CHANNEL } from '../../chat/ports/connections/subscriptions.ts';
import { posted } from '../../memory/posts.ts';

/** Connections that only make the lobby's audience so large that its end is fanned out to other functions. */
export interface Crowd {
  /** @returns the same ports, with the crowd in front of the lobby's audience */
  join(ports: ChatPorts): ChatPorts;
}

const PREFIX = 'crowd-';

export function createCrowd(isThere: boolean): Crowd {
  if (!isThere) return { join: (ports) => ports };
  const rows = Array.from(
    { length: RECIPIENTS_PER_FUNCTION },
    (_, place): Subscription => ({
      channel: LOBBY_CHANNEL,
      connectionId: `${PREFIX}${place}`,
      user: 'crowd',
      protocol: 'v2',
      connectedAt: 0,
      tokenExpiresAt: Number.MAX_SAFE_INTEGER,
    }),
  );
  return {
    join: (ports) => ({
      ...ports,
      subscriptions: {
        ...ports.subscriptions,
        async *pages(channel, options) {
          // Another function is never asked for the crowd's.
          if (channel === LOBBY_CHANNEL && !options.between) yield rows;
          yield* ports.subscriptions.pages(channel, options);
        },
      },
      posts: {
        ...ports.posts,
        post: async (connectionId, frame) =>
          connectionId.startsWith(PREFIX) ? posted : ports.posts.post(connectionId, frame),
      },
    }),
  };
}
