/**
 * How connections end: the close frames that the gateway sends, and what the $disconnect event says
 * of any end. Reasons marked [?] are not known from the real service.
 */

export interface CloseReport {
  readonly code: number;
  readonly reason: string;
}

/** DeleteConnection: seen in captured $disconnect events. */
export const CLOSED_BY_DELETE: CloseReport = { code: 1000, reason: 'Connection Closed Normally' };
/** Idle for ten minutes or open for two hours; reason [?]. */
export const CLOSED_AT_LIMIT: CloseReport = { code: 1001, reason: 'Going away' };
/** The local run stops; the same code, so that clients reconnect as they would in AWS. */
export const CLOSED_AT_SHUTDOWN: CloseReport = { code: 1001, reason: 'Going away' };
/** WebSocket APIs take text only (quotas page: "binary payloads are not supported"); reason [?]. */
export const CLOSED_FOR_BINARY: CloseReport = { code: 1003, reason: 'Unsupported data' };
/** A frame over 32 KB or a message over 128 KB; reason [?]. */
export const CLOSED_FOR_SIZE: CloseReport = { code: 1009, reason: 'Message too long' };
/** TCP ended without a close frame (RFC 6455, 7.1.5); reason [?]. */
export const CLOSED_ABNORMALLY: CloseReport = { code: 1006, reason: '' };

/** The close that `ws` itself sent because of what it received, or undefined for a socket error. */
export function reportProtocolError(error: Error): CloseReport | undefined {
  const errorCode = 'code' in error && typeof error.code === 'string' ? error.code : '';
  if (errorCode === 'WS_ERR_UNSUPPORTED_MESSAGE_LENGTH') return CLOSED_FOR_SIZE;
  if (errorCode === 'WS_ERR_UNSUPPORTED_DATA_PAYLOAD_LENGTH') return CLOSED_FOR_SIZE;
  if (errorCode === 'WS_ERR_INVALID_UTF8') return { code: 1007, reason: 'Invalid frame payload data' };
  if (errorCode === 'WS_ERR_TOO_MANY_BUFFERED_PARTS') return { code: 1008, reason: 'Policy violation' };
  if (errorCode.startsWith('WS_ERR_')) return { code: 1002, reason: 'Protocol error' };
  return undefined;
}

/** What $disconnect reports when it was the client that closed, or the network. */
export function reportClientClose(code: number, reason: string): CloseReport {
  if (code === 1005) return { code, reason: 'Client-side close frame status not set' };
  if (code === 1006) return CLOSED_ABNORMALLY;
  return { code, reason };
}
