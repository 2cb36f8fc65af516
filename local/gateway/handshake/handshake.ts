import type { IncomingMessage } from 'node:http';
import type { Internals } from '../internals.ts';
import { buildConnectEvent, type HandshakeRequest } from '../requests/events.ts';
import { callIntegration, type IntegrationOutcome } from '../requests/integration.ts';
import { readHeaders, readQuery } from '../requests/request-parameters.ts';
import type { Peer } from '../sockets/peer.ts';
import type { AuthorizerVerdict } from './authorizer.ts';
import { authorize } from './authorizer.ts';
import {
  BAD_GATEWAY,
  BAD_HANDSHAKE,
  DENIED,
  INTEGRATION_TIMEOUT,
  INTERNAL_ERROR,
  type Refusal,
  refuseWithStatus,
  TOO_MANY_REQUESTS,
  UNAUTHORIZED,
  WRONG_PATH,
} from './refusals.ts';
import { isStagePath } from './stage-path.ts';

export interface Acceptance {
  readonly kind: 'accepted';
  readonly peer: Peer;
  /** What $connect chose of the client's offer; the gateway itself never chooses. */
  readonly subprotocol: string | undefined;
}

/** Decides on a handshake, asking the authorizer and $connect, before anything is answered. */
export async function decideHandshake(
  internals: Internals,
  req: IncomingMessage,
): Promise<Acceptance | Refusal> {
  const { api, throttles } = internals;
  if (!isStagePath(req.url ?? '', api.stage.name)) return WRONG_PATH;
  if (!isWebSocketHandshake(req)) return BAD_HANDSHAKE;
  if (!throttles.admitConnection() || !throttles.admitRouteRequest('$connect')) return TOO_MANY_REQUESTS;

  const request = readHandshakeRequest(internals, req);
  let peer = identifyPeer(internals, req, request);
  const route = api.routes.get('$connect');
  if (!route) return { kind: 'accepted', peer, subprotocol: undefined };
  if (route.authorizer) {
    const verdict = await authorize(internals, route.authorizer, peer, request);
    if (verdict.kind !== 'allowed') return AUTHORIZER_REFUSALS[verdict.kind];
    peer = { ...peer, authorizer: verdict.context };
  }
  const outcome = await callIntegration(internals, route, buildConnectEvent(internals, peer, request));
  if (outcome.kind !== 'answered') return CONNECT_REFUSALS[outcome.kind];
  if (outcome.statusCode > 299) return refuseWithStatus(outcome.statusCode);
  return { kind: 'accepted', peer, subprotocol: findSubprotocol(outcome.headers) };
}

const AUTHORIZER_REFUSALS: Record<Exclude<AuthorizerVerdict['kind'], 'allowed'>, Refusal> = {
  unauthorized: UNAUTHORIZED,
  denied: DENIED,
  failed: INTERNAL_ERROR,
};

const CONNECT_REFUSALS: Record<Exclude<IntegrationOutcome['kind'], 'answered'>, Refusal> = {
  failed: BAD_GATEWAY,
  malformed: BAD_GATEWAY,
  refused: INTERNAL_ERROR,
  'timed-out': INTEGRATION_TIMEOUT,
};

/** `ws` checks this too, but only after $connect would have run for nothing. RFC 6455, 4.2.1. */
function isWebSocketHandshake({ method, headers }: IncomingMessage): boolean {
  return (
    method === 'GET' &&
    headers.upgrade?.toLowerCase() === 'websocket' &&
    headers['sec-websocket-version'] === '13' &&
    /^[+/0-9A-Za-z]{22}==$/.test(headers['sec-websocket-key'] ?? '')
  );
}

function readHandshakeRequest({ ids, now, domainName }: Internals, req: IncomingMessage): HandshakeRequest {
  const receivedAt = now();
  const seconds = Math.floor(receivedAt / 1000).toString(16);
  return {
    requestId: ids.requestId(),
    receivedAt,
    headers: readHeaders({
      rawHeaders: req.rawHeaders,
      host: domainName,
      sourceIp: readSourceIp(req),
      // The form that X-Ray documents: a version, the time, and 96 random bits.
      traceId: `Root=1-${seconds.padStart(8, '0')}-${ids.uuid().replaceAll('-', '').slice(0, 24)}`,
    }),
    query: readQuery(req.url ?? ''),
  };
}

function identifyPeer(internals: Internals, req: IncomingMessage, request: HandshakeRequest): Peer {
  const userAgent = req.headers['user-agent'];
  return {
    connectionId: internals.ids.connectionId(),
    connectedAt: request.receivedAt,
    sourceIp: readSourceIp(req),
    ...(userAgent !== undefined && { userAgent }),
  };
}

/** An IPv4 client of a server that listens on IPv6 has an address like `::ffff:127.0.0.1`. */
function readSourceIp(req: IncomingMessage): string {
  return (req.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
}

function findSubprotocol(headers: Readonly<Record<string, unknown>>): string | undefined {
  for (const [name, value] of Object.entries(headers)) {
    // A token of RFC 9110; anything else could break out of the header.
    const isToken = typeof value === 'string' && /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/.test(value);
    if (isToken && name.toLowerCase() === 'sec-websocket-protocol') return value;
  }
  return undefined;
}
