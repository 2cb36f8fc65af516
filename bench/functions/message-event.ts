import { AUTHORIZER_CONTEXT } from '../../lambdas/environment.ts';
import { CONNECTED_AGO_MS, makeConnectionId, makeUser } from '../model/audience.ts';

const HOUR_MS = 60 * 60 * 1_000;

/** The event of a lobby message from the first recipient, who signed in with the handshake: no read to know who it is. */
export function makeMessageEvent() {
  const now = Date.now();
  return {
    requestContext: {
      routeKey: '$default',
      eventType: 'MESSAGE' as const,
      messageDirection: 'IN',
      messageId: 'R1kmyfMpDoECFIA=',
      requestId: 'R1kmxGJkjoEFTqA=',
      requestTimeEpoch: now,
      connectedAt: now - CONNECTED_AGO_MS,
      connectionId: makeConnectionId(0),
      stage: 'chat',
      authorizer: {
        principalId: makeUser(0),
        [AUTHORIZER_CONTEXT.user]: makeUser(0),
        [AUTHORIZER_CONTEXT.issuer]: 'https://login.example.com',
        [AUTHORIZER_CONTEXT.subject]: 'subject-1',
        [AUTHORIZER_CONTEXT.tokenExpiresAt]: String(now + HOUR_MS),
      },
    },
    isBase64Encoded: false,
    body: JSON.stringify({ type: 'lobby', content: 'Has anybody seen the agenda for this afternoon?' }),
  };
}
