import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Duplex } from 'node:stream';
import type { InvokeFunction, WebSocketApi } from './api.ts';
import { decideHandshake } from './handshake/handshake.ts';
import { INTERNAL_ERROR, type Refusal, SHUTTING_DOWN, writeRefusal } from './handshake/refusals.ts';
import { isStagePath } from './handshake/stage-path.ts';
import { createUpgrade } from './handshake/upgrade.ts';
import { type IdSource, randomIds } from './ids.ts';
import type { GatewayLog, Internals } from './internals.ts';
import { DEFAULT_LIMITS, type GatewayLimits } from './limits.ts';
import { createManagementApi } from './management/management-api.ts';
import { createPendingWork } from './pending-work.ts';
import { checkIdentitySource } from './requests/identity-source.ts';
import { compileRouteSelection } from './requests/route-selection.ts';
import { runDisconnect } from './routes/disconnect.ts';
import { openConnection } from './routes/open-connection.ts';
import { CLOSED_ABNORMALLY, CLOSED_AT_SHUTDOWN } from './sockets/close-codes.ts';
import { closeConnection } from './sockets/connection.ts';
import { createThrottles } from './throttling/throttles.ts';

export interface GatewayOptions {
  readonly api: WebSocketApi;
  readonly invoke: InvokeFunction;
  readonly limits?: Partial<GatewayLimits>;
  /** The host that events name. @default the API's execute-api host */
  readonly domainName?: string;
  /** Milliseconds since 1970. @default Date.now */
  readonly now?: () => number;
  /** @default random ones */
  readonly ids?: IdSource;
  /** Hears of functions that fail and of results that are malformed. @default silence */
  readonly log?: GatewayLog;
}

export interface Gateway {
  /**
   * Answers `/{stage}/@connections/{id}`, and a plain request to the stage itself with 426. False, and
   * nothing done, for any other path.
   */
  handleRequest(req: IncomingMessage, res: ServerResponse): boolean;
  /** Takes what an HTTP server's 'upgrade' event has, and refuses every path but `/{stage}` and `/{stage}/`. */
  handleUpgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void;
  /** How many sockets are open. */
  readonly connectionCount: number;
  /**
   * Refuses new sockets with 503, closes the open ones with 1001, and resolves when their $disconnect
   * functions and everything else in flight are done, or after `limits.shutdownMs`.
   */
  close(): Promise<void>;
}

/**
 * Emulates one stage of an API Gateway WebSocket API in this process, behind an HTTP server of the
 * caller's.
 *
 * Not covered:
 * - Integrations other than a Lambda proxy (AWS, HTTP, mock), request templates, API keys, usage
 *   plans, request models, IAM authorization of routes, resource policies, mutual TLS, access logs.
 * - Route selection by anything else than one path into `$request.body`; route responses other than
 *   `$default`. Headers that $connect returns, except Sec-WebSocket-Protocol.
 * - The signature, date, region and permissions of @connections calls (only that there is a
 *   signature for `execute-api`), and presigned ones.
 * - Conditions, NotAction and NotResource in an authorizer's policy: 500, with the reason logged.
 * - Closes with 1008 for a client that sends too much (it gets `Too Many Requests` frames), and with
 *   1011 or 1012, which are AWS's own failures.
 * - A @connections body over 32 KB goes out as one frame. Whether its bytes are UTF-8 isn't checked.
 * - A post to a client that died unnoticed is answered 200 at once, where AWS may take 30 s.
 * - Quotas are this process's alone; Lambda's are those of `invoke`.
 *
 * @throws Error if the API has a route selection expression or an identity source that isn't
 * supported.
 */
export function createGateway(options: GatewayOptions): Gateway {
  const internals = createInternals(options);
  const upgrade = createUpgrade(internals.limits);
  const handleManagementRequest = createManagementApi(internals);
  const { connections, pendingWork } = internals;
  const handshaking = new Set<Duplex>();
  let isClosing = false;

  async function shakeHands(req: IncomingMessage, socket: Duplex, head: Buffer): Promise<void> {
    const decision = isClosing ? SHUTTING_DOWN : await decideHandshake(internals, req);
    if (decision.kind === 'refused') return refuse(socket, decision);
    const { peer, subprotocol } = decision;
    if (isClosing) refuse(socket, SHUTTING_DOWN);
    const webSocket = isClosing ? undefined : upgrade({ req, socket, head, subprotocol });
    if (webSocket) openConnection(internals, peer, webSocket, socket);
    // $connect has run, so what it stored has to go: the client left while it ran.
    else runDisconnect(internals, peer, CLOSED_ABNORMALLY);
  }

  function refuse(socket: Duplex, refusal: Refusal): void {
    writeRefusal(socket, refusal, internals.ids.uuid());
  }

  return {
    handleRequest(req, res) {
      if (handleManagementRequest(req, res)) return true;
      if (!isStagePath(req.url ?? '', internals.api.stage.name)) return false;
      req.resume();
      answerUpgradeRequired(res, internals.ids.uuid());
      return true;
    },
    handleUpgrade(req, socket, head) {
      // Before anything else: a client may reset the connection while $connect runs.
      socket.on('error', () => socket.destroy());
      handshaking.add(socket);
      const handshake = shakeHands(req, socket, head).catch((error: unknown) => {
        refuse(socket, INTERNAL_ERROR);
        throw error;
      });
      pendingWork.add(handshake.finally(() => handshaking.delete(socket)));
    },
    get connectionCount() {
      return connections.size;
    },
    async close() {
      isClosing = true;
      for (const connection of connections.values()) closeConnection(connection, CLOSED_AT_SHUTDOWN);
      await pendingWork.settle(internals.limits.shutdownMs);
      // What is left has outstayed the deadline.
      for (const { socket } of connections.values()) socket.terminate();
      for (const socket of handshaking) socket.destroy();
    },
  };
}

function createInternals(options: GatewayOptions): Internals {
  const { api, invoke, now = Date.now, ids = randomIds, log = () => {} } = options;
  const limits = { ...DEFAULT_LIMITS, ...options.limits };
  for (const route of api.routes.values()) route.authorizer?.identitySources.forEach(checkIdentitySource);
  return {
    api,
    domainName: options.domainName ?? `${api.apiId}.execute-api.${api.region}.amazonaws.com`,
    invoke,
    limits,
    now,
    ids,
    log,
    selectRouteKey: compileRouteSelection(api.routeSelectionExpression),
    throttles: createThrottles(api, limits, now),
    pendingWork: createPendingWork((error) => log('The gateway itself failed', { error })),
    connections: new Map(),
  };
}

function answerUpgradeRequired(res: ServerResponse, requestId: string): void {
  const body = JSON.stringify({ message: 'Upgrade Required' });
  res.writeHead(426, {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'x-amzn-RequestId': requestId,
  });
  res.end(body);
}
