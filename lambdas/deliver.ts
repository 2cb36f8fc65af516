import { createBlockStore } from '../aws/block-store.ts';
import { createConversationStore } from '../aws/conversation-store.ts';
import { createDeliverRequests } from '../aws/deliver-requests.ts';
import { createFriendshipStore } from '../aws/friendship-store.ts';
import { createGroupBanStore } from '../aws/group-ban-store.ts';
import { createMessageLog } from '../aws/message-log.ts';
import { createPresenceStore } from '../aws/presence-store.ts';
import { createRateBucketStore } from '../aws/rate-bucket-store.ts';
import { createReactionStore } from '../aws/reaction-store.ts';
import { createUndeliveredStore } from '../aws/undelivered-store.ts';
import { createCache } from '../chat/ports/cache.ts';
import type { DeliverRequest } from '../chat/ports/deliver-requests.ts';
import { type RunRequestPorts, runRequest } from '../chat/run-request.ts';
import { readAccountQuota } from './account-quota.ts';
import { readConnectionLimit } from './limits.ts';
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
  const kept = { retentionDays: Number(requireVariable('retentionDays')) };
  return {
    ...stores,
    ...openPosts(),
    blocks: createBlockStore(stores.db, requireVariable('peopleTable'), kept, systemClock),
    groupBans: createGroupBanStore(stores.db, requireVariable('peopleTable'), systemClock),
    presences: createPresenceStore(stores.db, requireVariable('peopleTable'), systemClock),
    friendships: createFriendshipStore(stores.db, requireVariable('peopleTable'), systemClock),
    log: createMessageLog(stores.db, requireVariable('messagesTable'), kept, systemClock),
    reactions: createReactionStore(stores.db, requireVariable('messagesTable'), kept, systemClock),
    undelivered: createUndeliveredStore(stores.db, requireVariable('messagesTable')),
    quota: readAccountQuota(),
    // Itself: what it has no time for goes on in another run.
    deliverRequests: createDeliverRequests(requireOwnName()),
    limits: readConnectionLimit(),
    audienceSizes: createCache(),
    ownUse: createCache(),
    rateBuckets: createRateBucketStore(stores.db, requireVariable('messagesTable')),
    conversations: createConversationStore(stores.db, requireVariable('messagesTable'), kept, systemClock),
    pairDays: createCache(),
  };
}
