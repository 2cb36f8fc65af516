import { createConnectionStore } from '../aws/connections/connection-store.ts';
import { createSubscriptionStore } from '../aws/connections/subscription-store.ts';
import { createDocumentClient } from '../aws/dynamodb/document-client.ts';
import { createGroupStore } from '../aws/groups/group-store.ts';
import { createWaitingCountStore } from '../aws/messages/waiting-count-store.ts';
import { createWaitingStore } from '../aws/messages/waiting-store.ts';
import { createUserStore } from '../aws/people/user-store.ts';
import { requireVariable } from './read-environment.ts';
import { systemClock } from './runtime.ts';

/** The stores that more than one function uses. Each reads its table's name, so a function builds what it may use. */
export function openConnectionStores() {
  const db = createDocumentClient();
  const connectionsTable = requireVariable('connectionsTable');
  const peopleTable = requireVariable('peopleTable');
  return {
    db,
    connections: createConnectionStore(db, connectionsTable, systemClock),
    subscriptions: createSubscriptionStore(db, connectionsTable, systemClock),
    groups: createGroupStore(db, peopleTable, systemClock),
    users: createUserStore(db, peopleTable),
  };
}

/** The same, and what waits for whom. */
export function openStores() {
  const stores = openConnectionStores();
  const kept = { retentionDays: Number(requireVariable('retentionDays')) };
  const messagesTable = requireVariable('messagesTable');
  return {
    ...stores,
    waiting: createWaitingStore(stores.db, messagesTable, kept, systemClock),
    waitingCounts: createWaitingCountStore(stores.db, messagesTable, kept, systemClock),
  };
}
