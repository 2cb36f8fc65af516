/**
 * The inside of the embedded DynamoDB: dynalite, in a thread of its own so that it doesn't hold up the
 * gateway's sockets. A thread and not a process, because Ctrl-C in a terminal reaches every process at once,
 * and the database has to outlive the functions that still write.
 */
import { workerData } from 'node:worker_threads';
import { createDynalite } from './dynalite.mjs';
import { serveDynamoDb } from './dynamodb-thread.mjs';

serveDynamoDb(createDynalite(workerData.directory).server);
