import type { WebSocket } from 'ws';
import type { CloseReport } from './close-codes.ts';
import type { Peer } from './peer.ts';

/** One open socket. */
export interface Connection {
  readonly peer: Peer;
  readonly socket: WebSocket;
  /** Milliseconds; see `markActive`. */
  lastActiveAt: number;
  /** Set when the gateway has decided to close: what comes after is not handled any more. */
  closing: CloseReport | undefined;
}

/** False from when either side has begun to close. */
export function isOpen({ closing, socket }: Connection): boolean {
  return !closing && socket.readyState === socket.OPEN;
}

const TEXT = { binary: false };

/** Sends one text frame; says whether the socket could still take it. */
export function sendText(connection: Connection, text: string | Buffer, now: number): boolean {
  if (!isOpen(connection)) return false;
  connection.socket.send(text, TEXT);
  markActive(connection, now);
  return true;
}

/**
 * [?] Data frames in either direction keep a connection from idling out; protocol pings and pongs
 * don't. AWS says "idle" without saying of which direction.
 */
export function markActive(connection: Connection, now: number): void {
  connection.lastActiveAt = now;
}

/** Starts the closing handshake. `ws` destroys the socket if the client doesn't answer in time. */
export function closeConnection(connection: Connection, report: CloseReport): void {
  if (!isOpen(connection)) return;
  connection.closing = report;
  connection.socket.close(report.code, report.reason);
}
