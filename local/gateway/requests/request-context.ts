import type { Internals } from '../internals.ts';
import type { Peer } from '../sockets/peer.ts';

export type EventType = 'CONNECT' | 'MESSAGE' | 'DISCONNECT';

export interface RequestFacts {
  readonly routeKey: string;
  readonly eventType: EventType;
  readonly requestId: string;
  /** Milliseconds; when the frame or request came. */
  readonly receivedAt: number;
}

/** What all events have: no `accountId`, `httpMethod` or `path` among it. */
export function buildRequestContext(internals: Internals, peer: Peer, facts: RequestFacts) {
  const { api, domainName } = internals;
  return {
    routeKey: facts.routeKey,
    ...(peer.authorizer && { authorizer: peer.authorizer }),
    eventType: facts.eventType,
    extendedRequestId: facts.requestId,
    requestTime: formatRequestTime(facts.receivedAt),
    messageDirection: 'IN',
    stage: api.stage.name,
    connectedAt: peer.connectedAt,
    requestTimeEpoch: facts.receivedAt,
    identity: {
      ...(peer.userAgent !== undefined && { userAgent: peer.userAgent }),
      sourceIp: peer.sourceIp,
    },
    requestId: facts.requestId,
    domainName,
    connectionId: peer.connectionId,
    apiId: api.apiId,
  };
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The Common Log Format's time, always in UTC: `20/Jan/2024:11:55:00 +0000`. */
function formatRequestTime(epochMs: number): string {
  const date = new Date(epochMs);
  const day = String(date.getUTCDate()).padStart(2, '0');
  const time = date.toISOString().slice(11, 19);
  return `${day}/${MONTHS[date.getUTCMonth()]}/${date.getUTCFullYear()}:${time} +0000`;
}
