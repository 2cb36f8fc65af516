import type { Caches } from './caches.ts';
import type { Blocks } from './ports/blocks.ts';
import type { Connections } from './ports/connections.ts';
import type { Conversations } from './ports/conversations.ts';
import type { DeliverRequests } from './ports/deliver-requests.ts';
import type { Friendships } from './ports/friendships.ts';
import type { Groups } from './ports/groups.ts';
import type { MessageLog, Waiting } from './ports/messages.ts';
import type { Paces } from './ports/paces.ts';
import type { Posts } from './ports/posts.ts';
import type { Refs } from './ports/refs.ts';
import type { Clock, Digest, Log, Random } from './ports/runtime.ts';
import type { Subscriptions } from './ports/subscriptions.ts';
import type { Tokens } from './ports/tokens.ts';
import type { Users } from './ports/users.ts';
import type { WaitingCounts } from './ports/waiting-counts.ts';

/** What API Gateway lets the account call in all, posts included. */
export interface AccountQuota {
  readonly callsPerSecond: number;
  /** How many may come at once before the rate holds. */
  readonly burst: number;
}

/** What operators may set (protocol/limits.ts has the defaults). */
export interface Limits {
  /** Most items of a list, and events of a page. */
  readonly pageItems: number;
  readonly connectionsAUser: number;
  /** Commands of one user, a second and at once. */
  readonly commandsASecond: number;
  readonly commandBurst: number;
  readonly groupsAUser: number;
  /** What one user may do so often in a time, and as often at once (see `rates/allowances.ts`). */
  readonly signInsAnHour: number;
  readonly relationChangesADay: number;
  readonly groupsMadeADay: number;
  /** Whispers that wait for one user: of one sender, and of all. */
  readonly waitingAPair: number;
  readonly waitingAUser: number;
  /** Days that a conversation's log is kept. */
  readonly retentionDays: number;
}

/** Whether the blocked are told (`notify`) or learn nothing (`silent`). */
export type BlockPolicy = 'notify' | 'silent';

/** All that the chat asks of the world. What it needs less of, it names with `Pick`. */
export interface ChatPorts extends Caches {
  readonly connections: Connections;
  readonly subscriptions: Subscriptions;
  readonly users: Users;
  readonly groups: Groups;
  readonly friendships: Friendships;
  readonly blocks: Blocks;
  readonly log: MessageLog;
  readonly conversations: Conversations;
  readonly refs: Refs;
  readonly waiting: Waiting;
  readonly waitingCounts: WaitingCounts;
  readonly posts: Posts;
  readonly tokens: Tokens;
  readonly deliverRequests: DeliverRequests;
  readonly paces: Paces;
  readonly digest: Digest;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: Log;
  readonly blockPolicy: BlockPolicy;
  readonly quota: AccountQuota;
}
