import type { Clock, Digest } from '../chat/ports/runtime.ts';
import { createMemoryBlocks } from './blocks.ts';
import { createMemoryConnections } from './connections.ts';
import { createMemoryConversations } from './conversations.ts';
import { createMemoryDirectory } from './directory.ts';
import { createMemoryFriendships } from './friendships.ts';
import { createMemoryGroupBans } from './group-bans.ts';
import { createMemoryGroups } from './groups.ts';
import { createMemoryMessageLog } from './message-log.ts';
import { createMemoryPresences } from './presences.ts';
import { createMemoryProfiles } from './profiles.ts';
import { createMemoryRateBuckets } from './rate-buckets.ts';
import { createMemoryReactions } from './reactions.ts';
import { createMemoryRefs } from './refs.ts';
import { createMemorySubscriptions } from './subscriptions.ts';
import { createMemoryUndelivered } from './undelivered.ts';
import { createMemoryUsers, type UserRecord } from './users.ts';
import { createMemoryWaiting } from './waiting.ts';
import { createMemoryWaitingCounts } from './waiting-counts.ts';

/** What DynamoDB keeps, kept in memory. @param retentionDays how long conversations are kept */
export function createMemoryStores(clock: Clock, retentionDays: number) {
  const retention = { clock, retentionDays };
  const waitingCounts = createMemoryWaitingCounts();
  const people = new Map<string, UserRecord>();
  const directory = createMemoryDirectory();
  const undelivered = createMemoryUndelivered();
  const reactions = createMemoryReactions();
  return {
    connections: createMemoryConnections(),
    subscriptions: createMemorySubscriptions(clock),
    users: createMemoryUsers(people, directory),
    profiles: createMemoryProfiles(people),
    presences: createMemoryPresences(),
    directory,
    groups: createMemoryGroups(),
    groupBans: createMemoryGroupBans(clock),
    friendships: createMemoryFriendships(),
    blocks: createMemoryBlocks(retention),
    log: createMemoryMessageLog(retention, undelivered, reactions),
    undelivered,
    conversations: createMemoryConversations(retention),
    reactions,
    refs: createMemoryRefs(),
    waiting: createMemoryWaiting(retention, waitingCounts),
    waitingCounts,
    rateBuckets: createMemoryRateBuckets(),
  };
}

/** No two texts share it, which is all that a store in memory needs of a digest. */
export const digest: Digest = (text) => text;
