import type { WebSocketEvent } from '../../lambdas/websocket-event.ts';

export const CONNECTION_ID = 'R1kmxc2VNjMCFIA=';
export const CONNECTED_AT = 1_792_000_000_000;

/** The context that an authorizer gave, as API Gateway hands it on: whatever it was, it arrives as text. */
export const AUTHORIZER = {
  principalId: 'user1',
  integrationLatency: 12,
  user: 'user1',
  issuer: 'https://login.example.com',
  subject: 'subject-1',
  tokenExpiresAt: '1792003600000',
};

/** An event as API Gateway sends it (reference: "Events"), for any of the three routes. */
export function makeEvent({
  authorizer,
  eventType = 'CONNECT',
  ...rest
}: {
  eventType?: WebSocketEvent['requestContext']['eventType'];
  authorizer?: Record<string, unknown>;
  body?: string;
} = {}): WebSocketEvent {
  const event = {
    headers: { Host: 'abcdef1234.execute-api.eu-central-1.amazonaws.com', 'X-Forwarded-Proto': 'https' },
    requestContext: {
      routeKey: '$connect',
      eventType,
      extendedRequestId: 'R1kmxGJkjoEFTqA=',
      requestId: 'R1kmxGJkjoEFTqA=',
      requestTime: '22/Nov/2026:11:55:00 +0000',
      requestTimeEpoch: CONNECTED_AT + 5,
      connectedAt: CONNECTED_AT,
      messageDirection: 'IN',
      stage: 'chat',
      domainName: 'abcdef1234.execute-api.eu-central-1.amazonaws.com',
      apiId: 'abcdef1234',
      connectionId: CONNECTION_ID,
      identity: { sourceIp: '198.51.100.11' },
      ...(authorizer && { authorizer }),
    },
    isBase64Encoded: false,
    ...rest,
  };
  return event;
}
