import type { ServerResponse } from 'node:http';

/** Answers of the @connections API, each with its `x-amzn-RequestId`. */

export function answerEmpty(res: ServerResponse, status: 200 | 204, requestId: string): void {
  // A 204 has no Content-Length (RFC 9110, 8.6).
  res.writeHead(status, {
    'x-amzn-RequestId': requestId,
    ...(status === 200 && { 'Content-Length': 0 }),
  });
  res.end();
}

export function answerJson(res: ServerResponse, body: unknown, requestId: string): void {
  const text = JSON.stringify(body);
  res.writeHead(200, {
    'x-amzn-RequestId': requestId,
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(text),
  });
  res.end(text);
}

export interface ManagementError {
  readonly status: number;
  readonly errorType: string;
  /** Goes out as `{"message":"…"}`; absent for an empty body. */
  readonly message?: string;
}

/**
 * The connection is closed, was never there, or its $connect has not returned. The real answer's
 * body is not JSON: the Java SDK finds nothing to read in it (aws/aws-sdk-java#2084, #2200), PHP's
 * calls it a syntax error (georgeboot/laravel-echo-api-gateway#9). So it is empty here, and only the
 * header names the error.
 */
export const GONE: ManagementError = { status: 410, errorType: 'GoneException' };
export const FORBIDDEN: ManagementError = {
  status: 403,
  errorType: 'ForbiddenException',
  message: 'Forbidden',
};
export const MALFORMED_ID: ManagementError = {
  status: 400,
  errorType: 'BadRequestException',
  message: 'Invalid connectionId',
};
export const TOO_LARGE: ManagementError = {
  status: 413,
  errorType: 'PayloadTooLargeException',
  message: 'Payload Too Large',
};
/** "The client is sending more than the allowed number of requests per unit of time or the WebSocket client side buffer is full." */
export const LIMIT_EXCEEDED: ManagementError = {
  status: 429,
  errorType: 'LimitExceededException',
  message: 'Too Many Requests',
};

export function answerError(res: ServerResponse, error: ManagementError, requestId: string): void {
  const text = error.message === undefined ? '' : JSON.stringify({ message: error.message });
  res.writeHead(error.status, {
    'x-amzn-RequestId': requestId,
    'x-amzn-ErrorType': error.errorType,
    'Content-Length': Buffer.byteLength(text),
    ...(text !== '' && { 'Content-Type': 'application/json' }),
  });
  res.end(text);
}
