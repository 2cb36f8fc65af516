import { createTokenVerifier } from '../aws/connections/token-verifier.ts';
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
import { createMuteStore } from '../aws/people/mute-store.ts';
import { createPresenceStore } from '../aws/people/presence-store.ts';
import { createProfileStore } from '../aws/people/profile-store.ts';
import { createRateBucketStore } from '../aws/rate-bucket-store.ts';
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
