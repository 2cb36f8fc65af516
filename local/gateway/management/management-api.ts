import type { IncomingMessage, ServerResponse } from 'node:http';
import { isWellFormedConnectionId } from '../ids.ts';
import type { Internals } from '../internals.ts';
import { readConnectionId } from './connection-path.ts';
import { deleteConnection } from './delete-connection.ts';
import { getConnection } from './get-connection.ts';
import {
  answerError,
  FORBIDDEN,
  LIMIT_EXCEEDED,
  MALFORMED_ID,
  type ManagementError,
} from './management-responses.ts';
import { postToConnection } from './post-to-connection.ts';

/** Answers a request to `/{stage}/@connections/{id}`; false, and nothing done, for any other path. */
export type HandleManagementRequest = (req: IncomingMessage, res: ServerResponse) => boolean;

export function createManagementApi(internals: Internals): HandleManagementRequest {
  const stage = internals.api.stage.name;
  return (req, res) => {
    const connectionId = readConnectionId(req.url ?? '', stage);
    if (connectionId === undefined) return false;
    const error = findError(internals, req, connectionId);
    if (error) {
      // The body must be read, or the next request on this socket would wait for it.
      req.resume();
      answerError(res, error, internals.ids.uuid());
    } else if (req.method === 'POST') {
      postToConnection(internals, req, res, connectionId);
    } else {
      req.resume();
      if (req.method === 'GET') getConnection(internals, res, connectionId);
      else deleteConnection(internals, res, connectionId);
    }
    return true;
  };
}

function findError(
  { connections, throttles }: Internals,
  req: IncomingMessage,
  connectionId: string,
): ManagementError | undefined {
  if (!isSigned(req)) return FORBIDDEN;
  if (req.method !== 'POST' && req.method !== 'GET' && req.method !== 'DELETE') return FORBIDDEN;
  if (!throttles.admitManagementRequest()) return LIMIT_EXCEEDED;
  // Only a stranger's id is looked at closely: this runs for every post.
  if (!connections.has(connectionId) && !isWellFormedConnectionId(connectionId)) return MALFORMED_ID;
  return undefined;
}

/**
 * Whether a request is signed for this service at all. The signature itself, its date, region and
 * permissions are not checked: locally everybody holds the same made-up credentials.
 */
function isSigned({ headers: { authorization } }: IncomingMessage): boolean {
  return (
    authorization?.startsWith('AWS4-HMAC-SHA256 ') === true &&
    authorization.includes('/execute-api/aws4_request')
  );
}
