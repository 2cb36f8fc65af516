import { createHash } from 'node:crypto';
import { createMemory } from '../../chat/memory.ts';
import type { ChatPorts, Limits } from '../../chat/ports.ts';
import {
  COMMAND_BURST,
  COMMANDS_A_SECOND,
  CONNECTIONS_A_USER,
  GROUPS_A_USER,
  GROUPS_MADE_A_DAY,
  PAGE_ITEMS,
  RELATION_CHANGES_A_DAY,
  RETENTION_DAYS,
  SIGN_INS_AN_HOUR,
  WAITING_A_PAIR,
  WAITING_A_USER,
} from '../../protocol/limits.ts';
import { createMemoryBlocks } from './blocks.ts';
import { createVirtualClock, type VirtualClock } from './clock.ts';
import { createMemoryConnections } from './connections.ts';
import { createMemoryConversations } from './conversations.ts';
import { createRecordingDeliverRequests, type RecordingDeliverRequests } from './deliver-requests.ts';
import { createRecordingLog, type RecordingLog } from './faults.ts';
import { createMemoryFriendships } from './friendships.ts';
import { createMemoryGroups } from './groups.ts';
import { createMemoryMessageLog, type MemoryMessageLog } from './message-log.ts';
import { createMemoryPaces } from './paces.ts';
import { createRecordingPosts, type RecordingPosts } from './posts.ts';
import { createMemoryRefs } from './refs.ts';
import { createMemorySubscriptions } from './subscriptions.ts';
import { createMemoryTokens, type MemoryTokens } from './tokens.ts';
import { createMemoryUsers } from './users.ts';
import { createMemoryWaiting } from './waiting.ts';
import { createMemoryWaitingCounts } from './waiting-counts.ts';

/** All that the chat asks of the world, in memory, with what a test looks at. */
export interface MemoryPorts extends ChatPorts {
  readonly clock: VirtualClock;
  readonly posts: RecordingPosts;
  readonly log: MemoryMessageLog;
  readonly tokens: MemoryTokens;
  readonly deliverRequests: RecordingDeliverRequests;
  readonly faults: RecordingLog;
}

const DEFAULT_LIMITS: Limits = {
  pageItems: PAGE_ITEMS,
  connectionsAUser: CONNECTIONS_A_USER,
  commandsASecond: COMMANDS_A_SECOND,
  commandBurst: COMMAND_BURST,
  retentionDays: RETENTION_DAYS,
  groupsAUser: GROUPS_A_USER,
  signInsAnHour: SIGN_INS_AN_HOUR,
  relationChangesADay: RELATION_CHANGES_A_DAY,
  groupsMadeADay: GROUPS_MADE_A_DAY,
  waitingAPair: WAITING_A_PAIR,
  waitingAUser: WAITING_A_USER,
};

/** @param overrides ports of the test's own, for example one that fails */
export function createMemoryPorts(overrides: Partial<MemoryPorts> = {}): MemoryPorts {
  const clock = overrides.clock ?? createVirtualClock();
  const limits = overrides.limits ?? DEFAULT_LIMITS;
  const retention = { clock, retentionDays: limits.retentionDays };
  const waitingCounts = createMemoryWaitingCounts();
  return {
    clock,
    limits,
    connections: createMemoryConnections(),
    subscriptions: createMemorySubscriptions(clock),
    users: createMemoryUsers(),
    groups: createMemoryGroups(),
    friendships: createMemoryFriendships(),
    blocks: createMemoryBlocks(retention),
    log: createMemoryMessageLog(retention),
    conversations: createMemoryConversations(retention),
    refs: createMemoryRefs(),
    waiting: createMemoryWaiting(retention, waitingCounts),
    waitingCounts,
    posts: createRecordingPosts(clock),
    tokens: createMemoryTokens(clock),
    deliverRequests: createRecordingDeliverRequests(),
    paces: createMemoryPaces(),
    audienceSizes: createMemory(),
    senders: createMemory(),
    groupIds: createMemory(),
    knownUsers: createMemory(),
    ownUse: createMemory(),
    refusedUntil: createMemory(),
    closed: createMemory(),
    pairDays: createMemory(),
    digest: (text) => createHash('sha256').update(text).digest('base64url'),
    quota: { callsPerSecond: 10_000, burst: 5_000 },
    // The middle, so that pauses are half of their longest.
    random: () => 0.5,
    faults: createRecordingLog(),
    blockPolicy: 'notify',
    ...overrides,
  };
}
