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
