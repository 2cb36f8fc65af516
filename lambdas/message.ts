import { createAuditStore } from '../aws/audit-store.ts';
import { createBanStore } from '../aws/ban-store.ts';
import { createBlockStore } from '../aws/block-store.ts';
import { createConversationStore } from '../aws/conversation-store.ts';
import { createDeliverRequests } from '../aws/deliver-requests.ts';
import { createDirectoryStore } from '../aws/directory-store.ts';
import { createFriendshipStore } from '../aws/friendship-store.ts';
import { createGroupBanStore } from '../aws/group-ban-store.ts';
import { createInvitationStore } from '../aws/invitation-store.ts';
import { createMessageLog } from '../aws/message-log.ts';
import { createMuteStore } from '../aws/mute-store.ts';
import { createPresenceStore } from '../aws/presence-store.ts';
import { createProfileStore } from '../aws/profile-store.ts';
import { createRateBucketStore } from '../aws/rate-bucket-store.ts';
import { createReactionStore } from '../aws/reaction-store.ts';
import { createRefStore } from '../aws/ref-store.ts';
import { createReportStore } from '../aws/report-store.ts';
import { createTokenVerifier } from '../aws/token-verifier.ts';
import { createUndeliveredStore } from '../aws/undelivered-store.ts';
import { createCaches } from '../chat/ports/caches.ts';
import type { ChatPorts } from '../chat/ports/chat-ports.ts';
import type { DirectoryScope } from '../chat/ports/settings.ts';
import { readAccountQuota } from './account-quota.ts';
import { handleMessageEvent } from './events/message.ts';
import { readLimits } from './limits.ts';
import { openPosts } from './posts.ts';
import { findVariable, requireVariable } from './read-environment.ts';
import { sha256, systemClock } from './runtime.ts';
import { createSteadyTime } from './steady-time.ts';
import { openStores } from './stores.ts';
import { readTokenRules } from './token-rules.ts';
import type { WebSocketEvent, WebSocketResult } from './websocket-event.ts';

let ports: ChatPorts | undefined;
const steadyTime = createSteadyTime(Date.now, () => performance.now());

/** $default: every frame. Answers are posted; API Gateway sends no route response. */
export async function handler(event: WebSocketEvent): Promise<WebSocketResult> {
  ports ??= openPorts();
  return handleMessageEvent(ports, event, steadyTime());
}

function openPorts(): ChatPorts {
  const stores = openStores();
  const { db } = stores;
  const limits = readLimits();
  const peopleTable = requireVariable('peopleTable');
  const messagesTable = requireVariable('messagesTable');
  return {
    ...stores,
    ...openPosts(),
    profiles: createProfileStore(db, peopleTable, systemClock),
    directory: createDirectoryStore(db, peopleTable, 'user'),
    groupDirectory: createDirectoryStore(db, peopleTable, 'group'),
    presences: createPresenceStore(db, peopleTable, systemClock),
    groupBans: createGroupBanStore(db, peopleTable, systemClock),
    friendships: createFriendshipStore(db, peopleTable, systemClock),
    invitations: createInvitationStore(db, peopleTable, systemClock),
    blocks: createBlockStore(db, peopleTable, limits, systemClock),
    bans: createBanStore(db, peopleTable, systemClock),
    mutes: createMuteStore(db, peopleTable),
    log: createMessageLog(db, messagesTable, limits, systemClock),
    audits: createAuditStore(db, messagesTable, limits, systemClock),
    reports: createReportStore(db, messagesTable, systemClock),
    undelivered: createUndeliveredStore(db, messagesTable),
    conversations: createConversationStore(db, messagesTable, limits, systemClock),
    reactions: createReactionStore(db, messagesTable, limits, systemClock),
    refs: createRefStore(db, messagesTable, systemClock),
    rateBuckets: createRateBucketStore(db, messagesTable),
    tokens: createTokenVerifier(readTokenRules()),
    deliverRequests: createDeliverRequests(requireVariable('deliverFunction')),
    ...createCaches(),
    digest: sha256,
    limits,
    quota: readAccountQuota(),
    directoryScope: readDirectoryScope(),
    blockPolicy: findVariable('blockPolicy') === 'silent' ? 'silent' : 'notify',
  };
}

/** Unset it lets nobody search: names may be addresses. */
function readDirectoryScope(): DirectoryScope {
  const scope = findVariable('directory');
  return scope === 'open' || scope === 'friends' ? scope : 'off';
}
