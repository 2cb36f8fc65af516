/**
 * Stands in front of a DynamoDB's request handler, in the thread that this runs in: counts the functions'
 * calls and carries out a fault plan.
 */
import { randomUUID } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { countCall, countIn } from '../faults/count.mjs';
import { createInterpose, holdAnswer, readAccessKeyId, realClock } from '../faults/interpose.mjs';
import { createStrikes } from '../faults/strikes.mjs';

/**
 * @param handle The handler behind.
 * @param settings `seed`, `latencyMs` and `rules` of the plan; `functionNames`, whose calls are meant;
 *   `isRecording`, whether to count by function and table.
 * @param tally Where to count: `operations`, `struck`, `byFunction`.
 */
export function interposeRequests(handle, settings, tally, clock = realClock) {
  const { seed, latencyMs, rules, functionNames, isRecording } = settings;
  const functions = new Set(functionNames);
  const strike = createStrikes(seed, rules, (key) => countIn(tally.struck, key));
  const interpose = createInterpose({ latencyMs, strike, answerFault, clock });
  return (request, response) => {
    const functionName = readAccessKeyId(request.headers.authorization);
    const operation = request.headers['x-amz-target']?.split('.')[1];
    // The run's own calls, and a test's, are nobody's in the plan.
    if (operation === undefined || !functions.has(functionName)) {
      handle(request, response);
      return;
    }
    countIn(tally.operations, operation);
    if (isRecording) {
      onBody(request, (body) => {
        for (const resource of listResources(body)) {
          countCall(tally.byFunction, functionName, `dynamodb:${operation}`, resource);
        }
      });
    }
    interpose({ operation, functionName }, request, response, (answer, due) =>
      handle(request, holdAnswer(clock, answer, due)),
    );
  };
}

/** Source: DynamoDB developer guide, "Error handling with DynamoDB"; API reference, "Common errors". */
function answerFault(response, { action, status = 500 }) {
  const [code, type, message] =
    action === 'throttle'
      ? [
          400,
          'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
          'The level of configured provisioned throughput for the table was exceeded. ' +
            'Consider increasing your provisioning level with the UpdateTable API.',
        ]
      : status === 503
        ? [status, 'com.amazon.coral.availability#ServiceUnavailableException', 'Service is unavailable.']
        : [
            status,
            'com.amazonaws.dynamodb.v20120810#InternalServerError',
            'The request processing has failed because of an unknown error, exception or failure.',
          ];
  const body = JSON.stringify({ __type: type, message });
  response.writeHead(code, {
    'content-type': 'application/x-amz-json-1.0',
    'content-length': Buffer.byteLength(body),
    'x-amz-crc32': crc32(body),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(body);
}

/** Reads along: the handler behind reads the same chunks. */
function onBody(request, take) {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => take(Buffer.concat(chunks).toString()));
}

/** The tables and indexes that a call is for, as policies name them. */
function listResources(body) {
  try {
    const { TableName, IndexName, RequestItems, TransactItems = [] } = JSON.parse(body);
    const inTransaction = TransactItems.flatMap((item) => Object.values(item).map((one) => one.TableName));
    return [
      ...(TableName ? [IndexName ? `${TableName}/index/${IndexName}` : TableName] : []),
      ...Object.keys(RequestItems ?? {}),
      ...new Set(inTransaction),
    ];
  } catch {
    return [];
  }
}
