/**
 * The inside of the embedded DynamoDB: dynalite, in a thread of its own so that it doesn't hold up the
 * gateway's sockets. A thread and not a process, because Ctrl-C in a terminal reaches every process at once,
 * and the database has to outlive the functions that still write.
 */
import { createRequire } from 'node:module';
import { workerData } from 'node:worker_threads';
import { serveDynamoDb } from './dynamodb-thread.mjs';

const dynalite = createRequire(import.meta.url)('dynalite');
serveDynamoDb(
  dynalite({
    ...(workerData.directory ? { path: workerData.directory } : {}),
    createTableMs: 0,
    updateTableMs: 0,
    deleteTableMs: 0,
  }),
);
