import { expect, test } from '@jest/globals';
import { startDynalite } from './dynalite.ts';
import { openDynamodbStores } from './dynamodb-stores.ts';
import { describeEveryStore } from './every-store.ts';

describeEveryStore('on dynalite', async () => {
  const server = await startDynalite();
  const stores = await openDynamodbStores(server.endpoint);
  return {
    ...stores,
    async close() {
      await stores.close();
      await server.close();
    },
  };
});

// A request on a kept connection that the server closes at that moment is a reset: 120 at once use them all, also
// those that have been idle since the last crowd, and Node's server closes after five seconds.
test('dynalite keeps a connection that nobody has used for minutes', async () => {
  const server = await startDynalite();
  const { headers } = await fetch(server.endpoint);
  await server.close();
  const [, seconds] = /timeout=(\d+)/.exec(headers.get('keep-alive') ?? '') ?? [];
  expect(Number(seconds)).toBeGreaterThan(600);
});
