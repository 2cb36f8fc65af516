import type { Caches } from './caches.ts';
import type { Connections } from './connections/connections.ts';
import type { Subscriptions } from './connections/subscriptions.ts';
import type { Tokens } from './connections/tokens.ts';
import type { DeliverRequests } from './deliver-requests.ts';
import type { GroupBans } from './groups/group-bans.ts';
import type { Groups } from './groups/groups.ts';
import type { Invitations } from './groups/invitations.ts';
import type { Audits } from './messages/audits.ts';
import type { Conversations } from './messages/conversations.ts';
import type { MessageLog, Waiting } from './messages/messages.ts';
import type { Reactions } from './messages/reactions.ts';
import type { Refs } from './messages/refs.ts';
import type { Reports } from './messages/reports.ts';
import type { Undelivered } from './messages/undelivered.ts';
import type { WaitingCounts } from './messages/waiting-counts.ts';
import type { Bans } from './people/bans.ts';
import type { Blocks } from './people/blocks.ts';
import type { Directory } from './people/directory.ts';
import type { Friendships } from './people/friendships.ts';
import type { Mutes } from './people/mutes.ts';
import type { Presences } from './people/presences.ts';
import type { Profiles } from './people/profiles.ts';
import type { Users } from './people/users.ts';
import type { Posts } from './posts.ts';
import type { RateBuckets } from './rate-buckets.ts';
import type { Runtime } from './runtime.ts';
import type { ChatSettings } from './settings.ts';

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
