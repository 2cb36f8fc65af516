import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { createAuditStore } from '../../aws/audit-store.ts';
import { createBanStore } from '../../aws/ban-store.ts';
import { createBlockStore } from '../../aws/block-store.ts';
import { createConnectionStore } from '../../aws/connection-store.ts';
import { createConversationStore } from '../../aws/conversation-store.ts';
import { createDirectoryStore } from '../../aws/directory-store.ts';
import { createFriendshipStore } from '../../aws/friendship-store.ts';
import { createGroupBanStore } from '../../aws/group-ban-store.ts';
import { createGroupStore } from '../../aws/group-store.ts';
import { createInvitationStore } from '../../aws/invitation-store.ts';
import { createMessageLog } from '../../aws/message-log.ts';
import { createMuteStore } from '../../aws/mute-store.ts';
import { createPresenceStore } from '../../aws/presence-store.ts';
import { createProfileStore } from '../../aws/profile-store.ts';
import { createRateBucketStore } from '../../aws/rate-bucket-store.ts';
import { createReactionStore } from '../../aws/reaction-store.ts';
import { createRefStore } from '../../aws/ref-store.ts';
import { createReportStore } from '../../aws/report-store.ts';
import { createSubscriptionStore } from '../../aws/subscription-store.ts';
import { createUndeliveredStore } from '../../aws/undelivered-store.ts';
import { createUserStore } from '../../aws/user-store.ts';
import { createWaitingCountStore } from '../../aws/waiting-count-store.ts';
import { createWaitingStore } from '../../aws/waiting-store.ts';
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
