import type { Duplex } from 'node:stream';
import type { WebSocket } from 'ws';
import type { Internals } from '../internals.ts';
import {
  CLOSED_FOR_BINARY,
  CLOSED_FOR_SIZE,
  reportClientClose,
  reportProtocolError,
} from '../sockets/close-codes.ts';
import { type Connection, closeConnection, markActive } from '../sockets/connection.ts';
import { watchLifetime } from '../sockets/lifetime.ts';
import type { Peer } from '../sockets/peer.ts';
import { type FrameMeter, meterFrames } from '../throttling/frame-meter.ts';
import { runDisconnect } from './disconnect.ts';
import { handleMessage } from './messages.ts';

/**
 * Takes an upgraded socket into service until it closes. Call it in the same tick as the upgrade:
 * the client's first frames may be in the socket already.
 */
export function openConnection(internals: Internals, peer: Peer, socket: WebSocket, rawSocket: Duplex): void {
  const connection: Connection = { peer, socket, lastActiveAt: internals.now(), closing: undefined };
  internals.connections.set(peer.connectionId, connection);
  const stopWatching = watchLifetime(connection, internals.limits, internals.now);
  listenToMessages(internals, connection, meterFrames(rawSocket, internals.limits.frameBytes));

  // `ws` has closed the connection itself when it reports an error; this only remembers why.
  socket.on('error', (error) => {
    connection.closing ??= reportProtocolError(error);
  });
  const closed = new Promise<void>((resolve) => {
    socket.once('close', (code, reason) => {
      stopWatching();
      internals.connections.delete(peer.connectionId);
      runDisconnect(internals, peer, connection.closing ?? reportClientClose(code, reason.toString()));
      resolve();
    });
  });
  internals.pendingWork.add(closed);
}

function listenToMessages(internals: Internals, connection: Connection, meter: FrameMeter): void {
  let messages = 0;
  connection.socket.on('message', (data: Buffer, isBinary) => {
    messages += 1;
    if (connection.closing) return;
    markActive(connection, internals.now());
    if (messages === meter.oversizedMessage) closeConnection(connection, CLOSED_FOR_SIZE);
    else if (isBinary) closeConnection(connection, CLOSED_FOR_BINARY);
    else internals.pendingWork.add(handleMessage(internals, connection, data.toString()));
  });
}
