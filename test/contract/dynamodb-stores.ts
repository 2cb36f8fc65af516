import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createConnectionStore } from '../../aws/connections/connection-store.ts';
import { createSubscriptionStore } from '../../aws/connections/subscription-store.ts';
import { createGroupBanStore } from '../../aws/groups/group-ban-store.ts';
import { createGroupStore } from '../../aws/groups/group-store.ts';
import { createInvitationStore } from '../../aws/groups/invitation-store.ts';
import { createAuditStore } from '../../aws/messages/audit-store.ts';
import { createConversationStore } from '../../aws/messages/conversation-store.ts';
import { createMessageLog } from '../../aws/messages/message-log.ts';
import { createReactionStore } from '../../aws/messages/reaction-store.ts';
import { createRefStore } from '../../aws/messages/ref-store.ts';
import { createReportStore } from '../../aws/messages/report-store.ts';
import { createUndeliveredStore } from '../../aws/messages/undelivered-store.ts';
import { createWaitingCountStore } from '../../aws/messages/waiting-count-store.ts';
import { createWaitingStore } from '../../aws/messages/waiting-store.ts';
import { createBanStore } from '../../aws/people/ban-store.ts';
import { createBlockStore } from '../../aws/people/block-store.ts';
import { createDirectoryStore } from '../../aws/people/directory-store.ts';
import { createFriendshipStore } from '../../aws/people/friendship-store.ts';
import { createMuteStore } from '../../aws/people/mute-store.ts';
import { createPresenceStore } from '../../aws/people/presence-store.ts';
import { createProfileStore } from '../../aws/people/profile-store.ts';
import { createUserStore } from '../../aws/people/user-store.ts';
import { createRateBucketStore } from '../../aws/rate-bucket-store.ts';
import { createVirtualClock } from '../../memory/clock.ts';
import { AUDIT_DAYS, RETENTION_DAYS, type Stores } from './stores.ts';
import { createTables, deleteTables } from './tables.ts';

/**
 * The stores of aws/ on whatever speaks DynamoDB at the endpoint, in tables of their own.
 * @param endpoint a local one: the credentials are made up
 */
export async function openDynamodbStores(endpoint: string): Promise<Stores> {
  const client = new DynamoDBClient({
    endpoint,
    region: 'eu-central-1',
    credentials: { accessKeyId: 'contract', secretAccessKey: 'contract' },
    // An emulator that is wrong once is wrong again; an attempt more would only hide it.
    maxAttempts: 1,
  });
  const db = DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } });
  const tables = await createTables(client, `contract-${randomUUID()}`);
  const clock = createVirtualClock();
  const retention = { retentionDays: RETENTION_DAYS, auditDays: AUDIT_DAYS };
  return {
    clock,
    connections: createConnectionStore(db, tables.connections, clock),
    subscriptions: createSubscriptionStore(db, tables.connections, clock),
    users: createUserStore(db, tables.people),
    profiles: createProfileStore(db, tables.people, clock),
    directory: createDirectoryStore(db, tables.people, 'user'),
    groupDirectory: createDirectoryStore(db, tables.people, 'group'),
    groups: createGroupStore(db, tables.people, clock),
    groupBans: createGroupBanStore(db, tables.people, clock),
    friendships: createFriendshipStore(db, tables.people, clock),
    invitations: createInvitationStore(db, tables.people, clock),
    presences: createPresenceStore(db, tables.people, clock),
    blocks: createBlockStore(db, tables.people, retention, clock),
    bans: createBanStore(db, tables.people, clock),
    mutes: createMuteStore(db, tables.people),
    log: createMessageLog(db, tables.messages, retention, clock),
    audits: createAuditStore(db, tables.messages, retention, clock),
    reports: createReportStore(db, tables.messages, clock),
    undelivered: createUndeliveredStore(db, tables.messages),
    conversations: createConversationStore(db, tables.messages, retention, clock),
    reactions: createReactionStore(db, tables.messages, retention, clock),
    refs: createRefStore(db, tables.messages, clock),
    rateBuckets: createRateBucketStore(db, tables.messages),
    waiting: createWaitingStore(db, tables.messages, retention, clock),
    waitingCounts: createWaitingCountStore(db, tables.messages, retention, clock),

    async close() {
      await deleteTables(client, tables);
      client.destroy();
    },
  };
}
