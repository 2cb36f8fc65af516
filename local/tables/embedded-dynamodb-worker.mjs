/**
 * The inside of the embedded DynamoDB: dynalite, in a thread of its own so that it doesn't hold up the
 * gateway's sockets. A thread and not a process, because Ctrl-C in a terminal reaches every process at once,
 * and the database has to outlive the functions that still write.
 */
import { createRequire } from 'node:module';
import { parentPort, workerData } from 'node:worker_threads';

const dynalite = createRequire(import.meta.url)('dynalite');
const server = dynalite({
  ...(workerData.directory ? { path: workerData.directory } : {}),
  createTableMs: 0,
  updateTableMs: 0,
  deleteTableMs: 0,
});
// A function's environment is frozen between invocations and can't notice that its connection was closed.
server.keepAliveTimeout = 60 * 60_000;

server.once('error', (error) => parentPort.postMessage({ kind: 'failed', message: error.message }));
server.listen(0, '127.0.0.1', () =>
  parentPort.postMessage({ kind: 'listening', port: server.address().port }),
);

parentPort.once('message', () => {
  server.close((error) => {
    parentPort.postMessage({ kind: 'closed', ...(error ? { message: error.message } : {}) });
    parentPort.close();
  });
  server.closeIdleConnections();
  // Whoever still waits for an answer gets a moment; then nothing may keep the database open.
  setTimeout(() => server.closeAllConnections(), 1000).unref();
});
