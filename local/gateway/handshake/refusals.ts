import { STATUS_CODES } from 'node:http';
import type { Duplex } from 'node:stream';

/** The statuses that a handshake is refused with before the upgrade, and how they are written. */
export interface Refusal {
  readonly kind: 'refused';
  readonly status: number;
  /** Goes to the client as `{"message":"…"}`. */
  readonly message: string;
  /** For `x-amzn-ErrorType`; absent when the status is the function's own. */
  readonly errorType?: string;
}

function refuse(status: number, message: string, errorType: string): Refusal {
  return { kind: 'refused', status, message, errorType };
}

/** Not a WebSocket handshake of RFC 6455. */
export const BAD_HANDSHAKE = refuse(400, 'Bad Request', 'BadRequestException');
export const UNAUTHORIZED = refuse(401, 'Unauthorized', 'UnauthorizedException');
/** The authorizer's policy denies. */
export const DENIED = refuse(403, 'Forbidden', 'AccessDeniedException');
/** A path after the stage, or no such stage. */
export const WRONG_PATH = refuse(403, 'Forbidden', 'ForbiddenException');
export const TOO_MANY_REQUESTS = refuse(429, 'Too Many Requests', 'TooManyRequestsException');
export const INTERNAL_ERROR = refuse(500, 'Internal server error', 'InternalServerErrorException');
export const BAD_GATEWAY = refuse(502, 'Bad Gateway', 'BadGatewayException');
export const SHUTTING_DOWN = refuse(503, 'Service Unavailable', 'ServiceUnavailableException');
export const INTEGRATION_TIMEOUT = refuse(504, 'Endpoint request timed out', 'GatewayTimeoutException');

/**
 * $connect answered with something else than 2xx: the client sees that status. Whether the
 * function's body goes with it is not known [?]; here it doesn't.
 */
export function refuseWithStatus(status: number): Refusal {
  return { kind: 'refused', status, message: STATUS_CODES[status] ?? 'Refused' };
}

/** Writes a refusal as a plain HTTP response and closes the socket. */
export function writeRefusal(socket: Duplex, refusal: Refusal, requestId: string): void {
  const body = JSON.stringify({ message: refusal.message });
  const lines = [
    `HTTP/1.1 ${refusal.status} ${STATUS_CODES[refusal.status] ?? ''}`,
    'Content-Type: application/json',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    `x-amzn-RequestId: ${requestId}`,
  ];
  if (refusal.errorType) lines.push(`x-amzn-ErrorType: ${refusal.errorType}`);
  // The client may keep its half open for ever; once the response is flushed, the socket goes.
  socket.once('finish', () => socket.destroy());
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
