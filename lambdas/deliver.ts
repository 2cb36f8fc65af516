import { createDeliverRequests } from '../aws/deliver-requests.ts';
import { createGroupBanStore } from '../aws/groups/group-ban-store.ts';
import { createInvitationStore } from '../aws/groups/invitation-store.ts';
import { createAuditStore } from '../aws/messages/audit-store.ts';
import { createConversationStore } from '../aws/messages/conversation-store.ts';
import { createMessageLog } from '../aws/messages/message-log.ts';
import { createReactionStore } from '../aws/messages/reaction-store.ts';
import { createRefStore } from '../aws/messages/ref-store.ts';
import { createReportStore } from '../aws/messages/report-store.ts';
import { createUndeliveredStore } from '../aws/messages/undelivered-store.ts';
import { createBanStore } from '../aws/people/ban-store.ts';
import { createBlockStore } from '../aws/people/block-store.ts';
import { createDirectoryStore } from '../aws/people/directory-store.ts';
import { createFriendshipStore } from '../aws/people/friendship-store.ts';
import { createPresenceStore } from '../aws/people/presence-store.ts';
import { createProfileStore } from '../aws/people/profile-store.ts';
import { createRateBucketStore } from '../aws/rate-bucket-store.ts';
import { createCache } from '../chat/ports/cache.ts';
import type { DeliverRequest } from '../chat/ports/deliver-requests.ts';
import { type RunRequestPorts, runRequest } from '../chat/run-request.ts';
import { readAccountQuota } from './account-quota.ts';
import { readConnectionLimit, readErasureLimits } from './limits.ts';
import { openPosts } from './posts.ts';
import { requireOwnName, requireVariable } from './read-environment.ts';
import { systemClock } from './runtime.ts';
import { openStores } from './stores.ts';

let ports: RunRequestPorts | undefined;

/**
 * Invoked asynchronously: posts a part of a large audience, hands a user who has just signed in what waited, closes
 * connections of a user who has too many, and tells friends who has come or gone; and each minute, by a clock, delivers what other functions died over.
 */
export async function handler(request: DeliverRequest): Promise<void> {
  ports ??= openPorts();
  return runRequest(ports, request);
}

function openPorts(): RunRequestPorts {
  const stores = openStores();
  const kept = {
    retentionDays: Number(requireVariable('retentionDays')),
    auditDays: Number(requireVariable('auditDays')),
  };
  return {
    ...stores,
    ...openPosts(),
    blocks: createBlockStore(stores.db, requireVariable('peopleTable'), kept, systemClock),
    bans: createBanStore(stores.db, requireVariable('peopleTable'), systemClock),
    groupBans: createGroupBanStore(stores.db, requireVariable('peopleTable'), systemClock),
    presences: createPresenceStore(stores.db, requireVariable('peopleTable'), systemClock),
    friendships: createFriendshipStore(stores.db, requireVariable('peopleTable'), systemClock),
    invitations: createInvitationStore(stores.db, requireVariable('peopleTable'), systemClock),
    log: createMessageLog(stores.db, requireVariable('messagesTable'), kept, systemClock),
    reactions: createReactionStore(stores.db, requireVariable('messagesTable'), kept, systemClock),
    undelivered: createUndeliveredStore(stores.db, requireVariable('messagesTable')),
    quota: readAccountQuota(),
    // Itself: what it has no time for goes on in another run.
    deliverRequests: createDeliverRequests(requireOwnName()),
    limits: { ...readConnectionLimit(), ...readErasureLimits() },
    profiles: createProfileStore(stores.db, requireVariable('peopleTable'), systemClock),
    directory: createDirectoryStore(stores.db, requireVariable('peopleTable'), 'user'),
    refs: createRefStore(stores.db, requireVariable('messagesTable'), systemClock),
    audits: createAuditStore(stores.db, requireVariable('messagesTable'), kept, systemClock),
    reports: createReportStore(stores.db, requireVariable('messagesTable'), systemClock),
    audienceSizes: createCache(),
    ownUse: createCache(),
    rateBuckets: createRateBucketStore(stores.db, requireVariable('messagesTable')),
    conversations: createConversationStore(stores.db, requireVariable('messagesTable'), kept, systemClock),
    pairDays: createCache(),
  };
}
