import type { Clock, Digest } from '../chat/ports/runtime.ts';
import type { Limits } from '../chat/ports/settings.ts';
import { createMemoryConnections } from './connections/connections.ts';
import { createMemorySubscriptions } from './connections/subscriptions.ts';
import { createMemoryGroupBans } from './groups/group-bans.ts';
import { createMemoryGroups } from './groups/groups.ts';
import { createMemoryInvitations } from './groups/invitations.ts';
import { createMemoryAudits } from './messages/audits.ts';
import { createMemoryConversations } from './messages/conversations.ts';
import { createMemoryMessageLog } from './messages/message-log.ts';
import { createMemoryReactions } from './messages/reactions.ts';
import { createMemoryRefs } from './messages/refs.ts';
import { createMemoryReports } from './messages/reports.ts';
import { createMemoryUndelivered } from './messages/undelivered.ts';
import { createMemoryWaiting } from './messages/waiting.ts';
import { createMemoryWaitingCounts } from './messages/waiting-counts.ts';
import { createMemoryBans } from './people/bans.ts';
import { createMemoryBlocks } from './people/blocks.ts';
import { createMemoryDirectory } from './people/directory.ts';
import { createMemoryFriendships } from './people/friendships.ts';
import { createMemoryMutes } from './people/mutes.ts';
import { createMemoryPresences } from './people/presences.ts';
import { createMemoryProfiles } from './people/profiles.ts';
import { createMemoryUsers, type UserRecord } from './people/users.ts';
import { createMemoryRateBuckets } from './rate-buckets.ts';

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
