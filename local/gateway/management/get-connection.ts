import type { ServerResponse } from 'node:http';
import type { Internals } from '../internals.ts';
import { isOpen } from '../sockets/connection.ts';
import { answerError, answerJson, GONE } from './management-responses.ts';

/** GetConnection. The names are in camel case, unlike those in AWS's API model. */
export function getConnection(internals: Internals, res: ServerResponse, connectionId: string): void {
  const requestId = internals.ids.uuid();
  const connection = internals.connections.get(connectionId);
  if (!connection || !isOpen(connection)) {
    answerError(res, GONE, requestId);
    return;
  }
  const { connectedAt, sourceIp, userAgent } = connection.peer;
  const body = {
    connectedAt: new Date(connectedAt).toISOString(),
    identity: { sourceIp, ...(userAgent !== undefined && { userAgent }) },
    lastActiveAt: new Date(connection.lastActiveAt).toISOString(),
  };
  answerJson(res, body, requestId);
}
