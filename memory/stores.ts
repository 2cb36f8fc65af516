import type { Clock, Digest } from '../chat/ports/runtime.ts';
import type { Limits } from '../chat/ports/settings.ts';
import { createMemoryAudits } from './audits.ts';
import { createMemoryBans } from './bans.ts';
import { createMemoryBlocks } from './blocks.ts';
import { createMemoryConnections } from './connections.ts';
import { createMemoryConversations } from './conversations.ts';
import { createMemoryDirectory } from './directory.ts';
import { createMemoryFriendships } from './friendships.ts';
import { createMemoryGroupBans } from './group-bans.ts';
import { createMemoryGroups } from './groups.ts';
import { createMemoryInvitations } from './invitations.ts';
import { createMemoryMessageLog } from './message-log.ts';
import { createMemoryMutes } from './mutes.ts';
import { createMemoryPresences } from './presences.ts';
import { createMemoryProfiles } from './profiles.ts';
import { createMemoryRateBuckets } from './rate-buckets.ts';
import { createMemoryReactions } from './reactions.ts';
import { createMemoryRefs } from './refs.ts';
import { createMemoryReports } from './reports.ts';
import { createMemorySubscriptions } from './subscriptions.ts';
import { createMemoryUndelivered } from './undelivered.ts';
import { createMemoryUsers, type UserRecord } from './users.ts';
import { createMemoryWaiting } from './waiting.ts';
import { createMemoryWaitingCounts } from './waiting-counts.ts';

/** What DynamoDB keeps, kept in memory. @param kept how long conversations are kept, and what was done to keep order */
export function createMemoryStores(
  clock: Clock,
  { retentionDays, auditDays }: Pick<Limits, 'retentionDays' | 'auditDays'>,
) {
  const retention = { clock, retentionDays };
  const waitingCounts = createMemoryWaitingCounts();
  const people = new Map<string, UserRecord>();
  const directory = createMemoryDirectory();
  const undelivered = createMemoryUndelivered();
  const reactions = createMemoryReactions();
  const mutes = createMemoryMutes();
  const audits = createMemoryAudits(retention, auditDays);
  return {
    connections: createMemoryConnections(),
    subscriptions: createMemorySubscriptions(clock),
    users: createMemoryUsers(people, directory),
    profiles: createMemoryProfiles(people),
    presences: createMemoryPresences(),
    directory,
    groupDirectory: createMemoryDirectory(),
    groups: createMemoryGroups(),
    groupBans: createMemoryGroupBans(clock),
    friendships: createMemoryFriendships(),
    invitations: createMemoryInvitations(clock),
    blocks: createMemoryBlocks(retention, mutes),
    mutes,
    bans: createMemoryBans(people, retention),
    log: createMemoryMessageLog(retention, undelivered, reactions, audits),
    audits,
    reports: createMemoryReports(clock),
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
