import { createMemoryConnections } from '../../../memory/connections/connections.ts';
import { createMemorySubscriptions } from '../../../memory/connections/subscriptions.ts';
import { createMemoryTokens } from '../../../memory/connections/tokens.ts';
import { createMemoryGroupBans } from '../../../memory/groups/group-bans.ts';
import { createMemoryGroups } from '../../../memory/groups/groups.ts';
import { createMemoryInvitations } from '../../../memory/groups/invitations.ts';
import { createMemoryAudits } from '../../../memory/messages/audits.ts';
import { createMemoryConversations } from '../../../memory/messages/conversations.ts';
import { createMemoryMessageLog } from '../../../memory/messages/message-log.ts';
import { createMemoryReactions } from '../../../memory/messages/reactions.ts';
import { createMemoryRefs } from '../../../memory/messages/refs.ts';
import { createMemoryReports } from '../../../memory/messages/reports.ts';
import { createMemoryUndelivered } from '../../../memory/messages/undelivered.ts';
import { createMemoryWaiting } from '../../../memory/messages/waiting.ts';
import { createMemoryWaitingCounts } from '../../../memory/messages/waiting-counts.ts';
import { createMemoryBans } from '../../../memory/people/bans.ts';
import { createMemoryBlocks } from '../../../memory/people/blocks.ts';
import { createMemoryDirectory } from '../../../memory/people/directory.ts';
import { createMemoryFriendships } from '../../../memory/people/friendships.ts';
import { createMemoryMutes } from '../../../memory/people/mutes.ts';
import { createMemoryPresences } from '../../../memory/people/presences.ts';
import { createMemoryProfiles } from '../../../memory/people/profiles.ts';
import { createMemoryUsers, type UserRecord } from '../../../memory/people/users.ts';
import { createMemoryRateBuckets } from '../../../memory/rate-buckets.ts';
import { withReplica } from './replica.ts';
import type { Simulation } from './simulation.ts';

export type WorldStores = ReturnType<typeof createStores>;

/** The memory stores, and beside those that are read with eventual consistency a copy that lags behind. */
export function createStores(world: Omit<Simulation, 'trace'>) {
  const clock = { now: world.scheduler.now, sleep: () => Promise.reject(new Error('Stores do not sleep')) };
  const retention = { clock, retentionDays: 30 };
  const subscriptions = withReplica(
    world,
    createMemorySubscriptions(clock, 10_000),
    createMemorySubscriptions(clock, 10_000),
    ['put', 'removeVersion', 'removeAll', 'bar', 'shut', 'reopen'],
  );
  const groups = withReplica(world, createMemoryGroups(), createMemoryGroups(), [
    'create',
    'change',
    'addMember',
    'removeMember',
    'endMembership',
  ]);
  const groupBans = withReplica(world, createMemoryGroupBans(clock), createMemoryGroupBans(clock), ['set']);
  const friendships = withReplica(world, createMemoryFriendships(), createMemoryFriendships(), [
    'request',
    'accept',
    'decline',
    'unfriend',
    'endHidden',
    'end',
  ]);
  const invitations = withReplica(world, createMemoryInvitations(clock), createMemoryInvitations(clock), [
    'add',
    'end',
  ]);
  const conversations = withReplica(
    world,
    createMemoryConversations(retention),
    createMemoryConversations(retention),
    ['touch', 'touchOwn', 'pair', 'mark', 'setNotify', 'remember', 'erase'],
  );
  const waitingCounts = createMemoryWaitingCounts();
  const undelivered = createMemoryUndelivered();
  const [newestReactions, laggingReactions] = [createMemoryReactions(), createMemoryReactions()];
  const reactions = withReplica(world, newestReactions, laggingReactions, [
    'add',
    'remove',
    'annotate',
    'schedule',
    'forget',
  ]);
  const mutes = createMemoryMutes();
  const audits = createMemoryAudits(retention);
  const log = withReplica(
    world,
    createMemoryMessageLog(retention, undelivered, newestReactions, audits),
    createMemoryMessageLog(retention, undefined, laggingReactions),
    ['append', 'amend'],
  );
  const [records, laggingRecords] = [new Map<string, UserRecord>(), new Map<string, UserRecord>()];
  const directory = withReplica(world, createMemoryDirectory(), createMemoryDirectory(), [
    'put',
    'putName',
    'remove',
  ]);
  const groupDirectory = withReplica(world, createMemoryDirectory(), createMemoryDirectory(), [
    'put',
    'remove',
  ]);
  const users = withReplica(
    world,
    createMemoryUsers(records, directory.store),
    createMemoryUsers(laggingRecords),
    ['bind', 'rebind', 'beginErasing', 'clear', 'free'],
  );
  const bans = withReplica(
    world,
    createMemoryBans(records, retention),
    createMemoryBans(laggingRecords, retention),
    ['set'],
  );
  const profiles = withReplica(world, createMemoryProfiles(records), createMemoryProfiles(laggingRecords), [
    'write',
  ]);
  const presences = withReplica(world, createMemoryPresences(), createMemoryPresences(), ['write', 'erase']);
  return {
    connections: createMemoryConnections(),
    subscriptions: subscriptions.store,
    groups: groups.store,
    groupBans: groupBans.store,
    friendships: friendships.store,
    invitations: invitations.store,
    conversations: conversations.store,
    blocks: createMemoryBlocks(retention, mutes),
    mutes,
    bans: bans.store,
    users: users.store,
    profiles: profiles.store,
    presences: presences.store,
    directory: directory.store,
    groupDirectory: groupDirectory.store,
    log: log.store,
    audits,
    reports: createMemoryReports(clock),
    undelivered,
    reactions: reactions.store,
    refs: createMemoryRefs(),
    waiting: createMemoryWaiting(retention, waitingCounts),
    waitingCounts,
    rateBuckets: createMemoryRateBuckets(),
    tokens: createMemoryTokens(clock),
    /** What an eventually consistent read may see. */
    stale: {
      subscriptions: subscriptions.stale,
      groups: groups.stale,
      groupBans: groupBans.stale,
      friendships: friendships.stale,
      invitations: invitations.stale,
      conversations: conversations.stale,
      log: log.stale,
      reactions: reactions.stale,
      profiles: profiles.stale,
      bans: bans.stale,
      presences: presences.stale,
      directory: directory.stale,
      groupDirectory: groupDirectory.stale,
    },
  };
}
