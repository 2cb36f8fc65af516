import type { Audits } from './audits.ts';
import type { Bans } from './bans.ts';
import type { Blocks } from './blocks.ts';
import type { Caches } from './caches.ts';
import type { Connections } from './connections.ts';
import type { Conversations } from './conversations.ts';
import type { DeliverRequests } from './deliver-requests.ts';
import type { Directory } from './directory.ts';
import type { Friendships } from './friendships.ts';
import type { GroupBans } from './group-bans.ts';
import type { Groups } from './groups.ts';
import type { Invitations } from './invitations.ts';
import type { MessageLog, Waiting } from './messages.ts';
import type { Mutes } from './mutes.ts';
import type { Posts } from './posts.ts';
import type { Presences } from './presences.ts';
import type { Profiles } from './profiles.ts';
import type { RateBuckets } from './rate-buckets.ts';
import type { Reactions } from './reactions.ts';
import type { Refs } from './refs.ts';
import type { Reports } from './reports.ts';
import type { Runtime } from './runtime.ts';
import type { ChatSettings } from './settings.ts';
import type { Subscriptions } from './subscriptions.ts';
import type { Tokens } from './tokens.ts';
import type { Undelivered } from './undelivered.ts';
import type { Users } from './users.ts';
import type { WaitingCounts } from './waiting-counts.ts';

/** What the tables keep. */
export interface Stores {
  readonly connections: Connections;
  readonly subscriptions: Subscriptions;
  readonly users: Users;
  readonly profiles: Profiles;
  readonly presences: Presences;
  readonly directory: Directory;
  readonly groups: Groups;
  readonly groupDirectory: Directory;
  readonly groupBans: GroupBans;
  readonly friendships: Friendships;
  readonly invitations: Invitations;
  readonly blocks: Blocks;
  readonly bans: Bans;
  readonly mutes: Mutes;
  readonly log: MessageLog;
  readonly audits: Audits;
  readonly reports: Reports;
  readonly undelivered: Undelivered;
  readonly conversations: Conversations;
  readonly reactions: Reactions;
  readonly refs: Refs;
  readonly waiting: Waiting;
  readonly waitingCounts: WaitingCounts;
  readonly rateBuckets: RateBuckets;
}

/** What else is asked of others. */
export interface Services {
  readonly posts: Posts;
  readonly deliverRequests: DeliverRequests;
  readonly tokens: Tokens;
}

/** All that the chat asks of the world. What it needs less of, it names with `Pick`. */
export interface ChatPorts extends Stores, Services, Runtime, ChatSettings, Caches {}
