import type { Internals } from '../internals.ts';
import type { CloseReport } from '../sockets/close-codes.ts';
import type { Peer } from '../sockets/peer.ts';
import { buildRequestContext } from './request-context.ts';
import type { Parameters } from './request-parameters.ts';

/** What the authorizer and $connect are told of the handshake's request. */
export interface HandshakeRequest {
  readonly requestId: string;
  /** Milliseconds. */
  readonly receivedAt: number;
  readonly headers: Parameters;
  readonly query: Parameters;
}

/** The event of $connect. It has no `body`, and no query keys when there is no query. */
export function buildConnectEvent(internals: Internals, peer: Peer, request: HandshakeRequest) {
  return {
    headers: request.headers.single,
    multiValueHeaders: request.headers.multi,
    ...(Object.keys(request.query.single).length > 0 && {
      queryStringParameters: request.query.single,
      multiValueQueryStringParameters: request.query.multi,
    }),
    ...presentStageVariables(internals),
    requestContext: buildRequestContext(internals, peer, {
      ...request,
      routeKey: '$connect',
      eventType: 'CONNECT',
    }),
    isBase64Encoded: false,
  };
}

/** The event of a REQUEST authorizer, where empty maps are present and the hop headers are shown. */
export function buildAuthorizerEvent(internals: Internals, peer: Peer, request: HandshakeRequest) {
  return {
    type: 'REQUEST',
    methodArn: connectArn(internals),
    headers: {
      Connection: 'upgrade',
      'content-length': '0',
      Upgrade: 'websocket',
      ...request.headers.single,
    },
    multiValueHeaders: {
      Connection: ['upgrade'],
      'content-length': ['0'],
      Upgrade: ['websocket'],
      ...request.headers.multi,
    },
    queryStringParameters: request.query.single,
    multiValueQueryStringParameters: request.query.multi,
    stageVariables: { ...internals.api.stage.variables },
    requestContext: buildRequestContext(internals, peer, {
      ...request,
      routeKey: '$connect',
      eventType: 'CONNECT',
    }),
  };
}

export interface MessageRequest {
  readonly routeKey: string;
  readonly requestId: string;
  readonly messageId: string;
  /** Milliseconds; when the last byte of the message came. */
  readonly receivedAt: number;
  readonly body: string;
}

/** The event of a message: no headers and no query. */
export function buildMessageEvent(internals: Internals, peer: Peer, request: MessageRequest) {
  return {
    requestContext: {
      ...buildRequestContext(internals, peer, { ...request, eventType: 'MESSAGE' }),
      messageId: request.messageId,
    },
    ...presentStageVariables(internals),
    body: request.body,
    isBase64Encoded: false,
  };
}

/** The event of $disconnect, whose headers are always these four. */
export function buildDisconnectEvent(internals: Internals, peer: Peer, close: CloseReport) {
  const headers = { Host: internals.domainName, 'x-api-key': '', 'X-Forwarded-For': '', 'x-restapi': '' };
  return {
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    ...presentStageVariables(internals),
    requestContext: {
      ...buildRequestContext(internals, peer, {
        routeKey: '$disconnect',
        eventType: 'DISCONNECT',
        requestId: internals.ids.requestId(),
        receivedAt: internals.now(),
      }),
      disconnectStatusCode: close.code,
      disconnectReason: close.reason,
    },
    isBase64Encoded: false,
  };
}

/** The ARN that an authorizer's policy must allow. */
export function connectArn(internals: Internals): string {
  const { region, accountId, apiId, stage } = internals.api;
  return `arn:aws:execute-api:${region}:${accountId}:${apiId}/${stage.name}/$connect`;
}

/** Absent when the stage has none, except in the authorizer's event. */
function presentStageVariables(internals: Internals) {
  const { variables } = internals.api.stage;
  return Object.keys(variables).length > 0 ? { stageVariables: { ...variables } } : {};
}
