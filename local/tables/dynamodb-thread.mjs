/** What the threads that serve DynamoDB have in common: how they are told what to do, and end. */
import { parentPort } from 'node:worker_threads';
import { interposeRequests } from './dynamodb-requests.mjs';

/**
 * Listens on a free port of 127.0.0.1 and does what dynamodb-worker.ts asks.
 *
 * @param server Its one request handler is the database's.
 */
export function serveDynamoDb(server) {
  const [handle] = server.listeners('request');
  const tally = { operations: {}, struck: {}, byFunction: {} };
  // A function's environment is frozen between invocations and can't notice that its connection was closed.
  server.keepAliveTimeout = 60 * 60_000;

  /** With no settings the database's own handler is the server's again. */
  function interpose(settings) {
    server.removeAllListeners('request');
    server.on('request', settings ? interposeRequests(handle, settings, tally) : handle);
    server.on('request', survive);
  }

  function close() {
    server.close((error) => {
      parentPort.postMessage({ kind: 'closed', ...(error ? { message: error.message } : {}) });
      parentPort.close();
    });
    server.closeIdleConnections();
    // Whoever still waits for an answer gets a moment; then nothing may keep the database open.
    setTimeout(() => server.closeAllConnections(), 1000).unref();
  }

  parentPort.on('message', ({ kind, settings }) => {
    if (kind === 'close') {
      close();
    } else if (kind === 'interpose') {
      interpose(settings);
      parentPort.postMessage({ kind: 'interposed' });
    } else {
      parentPort.postMessage({ kind: 'tally', tally });
    }
  });
  interpose(undefined);
  server.once('error', (error) => parentPort.postMessage({ kind: 'failed', message: error.message }));
  server.listen(0, '127.0.0.1', () =>
    parentPort.postMessage({ kind: 'listening', port: server.address().port }),
  );
}

/** dynalite throws, and so ends the thread, when a caller dies before it has sent its request's end. */
function survive(request) {
  request.removeAllListeners('error');
  request.on('error', () => {});
}
