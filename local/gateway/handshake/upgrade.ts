import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { type ServerOptions, type WebSocket, WebSocketServer } from 'ws';
import type { GatewayLimits } from '../limits.ts';

/** Completes an accepted handshake; undefined if the socket is gone or the request was unfit after all. */
export type Upgrade = (request: UpgradeRequest) => WebSocket | undefined;

export interface UpgradeRequest {
  readonly req: IncomingMessage;
  readonly socket: Duplex;
  /** What the client sent behind its request. */
  readonly head: Buffer;
  readonly subprotocol: string | undefined;
}

export function createUpgrade(limits: GatewayLimits): Upgrade {
  const options: ServerOptions & { closeTimeout: number } = {
    noServer: true,
    clientTracking: false,
    // API Gateway negotiates no extensions.
    perMessageDeflate: false,
    maxPayload: limits.messageBytes,
    closeTimeout: limits.closeHandshakeMs,
    // `ws` would take the first of the client's offer; here only $connect chooses.
    handleProtocols: () => false,
  };
  const server = new WebSocketServer(options);
  const subprotocols = new WeakMap<IncomingMessage, string>();
  server.on('headers', (headers, req) => {
    const subprotocol = subprotocols.get(req);
    if (subprotocol !== undefined) headers.push(`Sec-WebSocket-Protocol: ${subprotocol}`);
  });
  return ({ req, socket, head, subprotocol }) => {
    if (subprotocol !== undefined) subprotocols.set(req, subprotocol);
    let upgraded: WebSocket | undefined;
    // With no `verifyClient` the callback runs before the call returns, or not at all.
    server.handleUpgrade(req, socket, head, (webSocket) => {
      upgraded = webSocket;
    });
    return upgraded;
  };
}
