import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Internals } from '../internals.ts';
import { sendText } from '../sockets/connection.ts';
import { answerEmpty, answerError, GONE, LIMIT_EXCEEDED, TOO_LARGE } from './management-responses.ts';

/**
 * PostToConnection. The hot path: a message to a room is one such request for each member, so the
 * body goes from one buffer to the socket unparsed, and 200 is answered when the frame is handed to
 * the socket, which says as little about its arrival as the real answer does.
 */
export function postToConnection(
  internals: Internals,
  req: IncomingMessage,
  res: ServerResponse,
  connectionId: string,
): void {
  const requestId = internals.ids.uuid();
  const { messageBytes, clientBufferBytes } = internals.limits;
  let first: Buffer | undefined;
  let rest: Buffer[] | undefined;
  let size = 0;
  // A request that is cut off ends in 'close' without 'end': nothing to post, nobody to answer.
  req.on('error', () => {});
  req.on('data', (chunk: Buffer) => {
    size += chunk.length;
    // What is too large is read to its end and forgotten, so that the socket can be used again.
    if (size > messageBytes) first = rest = undefined;
    else if (first === undefined) first = chunk;
    else if (rest === undefined) rest = [first, chunk];
    else rest.push(chunk);
  });
  req.on('end', () => {
    // Looked up only now: while the body came in, the connection may have gone.
    const connection = internals.connections.get(connectionId);
    if (size > messageBytes) answerError(res, TOO_LARGE, requestId);
    else if (!connection) answerError(res, GONE, requestId);
    else if (connection.socket.bufferedAmount > clientBufferBytes)
      answerError(res, LIMIT_EXCEEDED, requestId);
    else if (sendText(connection, joinChunks(first, rest), internals.now())) answerEmpty(res, 200, requestId);
    else answerError(res, GONE, requestId);
  });
}

const NOTHING = Buffer.alloc(0);

function joinChunks(first: Buffer | undefined, all: Buffer[] | undefined): Buffer {
  if (all !== undefined) return Buffer.concat(all);
  return first ?? NOTHING;
}
