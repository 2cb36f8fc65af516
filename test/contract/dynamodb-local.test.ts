import { test } from '@jest/globals';
import { openDynamodbStores } from './dynamodb-stores.ts';
import { describeEveryStore } from './every-store.ts';

const endpoint = process.env.DYNAMODB_LOCAL_ENDPOINT;

if (endpoint) {
  describeEveryStore('on DynamoDB Local', () => openDynamodbStores(endpoint));
} else {
  // A todo, for Jest refuses a file without tests and its summary counts it: the run that was left out stays in
  // sight. Straight to stderr, as Jest would put a stack around what is logged.
  process.stderr.write(
    'DynamoDB Local was NOT tested: DYNAMODB_LOCAL_ENDPOINT is not set (.ci/dynamodb-local starts one)\n',
  );
  test.todo('runs the contract on DynamoDB Local, where DYNAMODB_LOCAL_ENDPOINT names one');
}
