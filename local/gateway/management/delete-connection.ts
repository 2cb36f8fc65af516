import type { ServerResponse } from 'node:http';
import type { Internals } from '../internals.ts';
import { CLOSED_BY_DELETE } from '../sockets/close-codes.ts';
import { closeConnection, isOpen } from '../sockets/connection.ts';
import { answerEmpty, answerError, GONE } from './management-responses.ts';

/** DeleteConnection: from here on the connection is gone, even before the client has answered the close. */
export function deleteConnection(internals: Internals, res: ServerResponse, connectionId: string): void {
  const requestId = internals.ids.uuid();
  const connection = internals.connections.get(connectionId);
  if (!connection || !isOpen(connection)) {
    answerError(res, GONE, requestId);
    return;
  }
  closeConnection(connection, CLOSED_BY_DELETE);
  answerEmpty(res, 204, requestId);
}
