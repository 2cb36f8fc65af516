import type { Memory } from './memory.ts';
import type { Blocks } from './ports/blocks.ts';
import type { Connections, SignedIn } from './ports/connections.ts';
import type { Conversations, PairDays } from './ports/conversations.ts';
import type { DeliverRequests } from './ports/deliver-requests.ts';
import type { Friendships } from './ports/friendships.ts';
import type { Groups } from './ports/groups.ts';
import type { MessageLog, Waiting } from './ports/messages.ts';
import type { OwnUse } from './ports/own-use.ts';
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
export interface ChatPorts {
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
  /** By connection id: a connection's user never changes, its token's expiry may. */
  readonly senders: Memory<SignedIn>;
  /** By name: only a guess, for a name may pass to a new group. */
  readonly groupIds: Memory<string>;
  /** By channel: how many recipients its last message had. */
  readonly audienceSizes: Memory<number>;
  /** By bucket: what this environment has let through by itself (see `rates/bucket.ts`). */
  readonly ownUse: Memory<OwnUse>;
  /** By bucket: until when it is taken by what this environment has refused (see `rates/flood.ts`). */
  readonly refusedUntil: Memory<number>;
  /** By connection id: what this environment has closed for flooding. */
  readonly closed: Memory<true>;
  /** By the two names, the asker's first: what that side of the pair is known to know. */
  readonly pairDays: Memory<PairDays>;
  readonly digest: Digest;
  readonly limits: Limits;
  readonly clock: Clock;
  readonly random: Random;
  readonly faults: Log;
  /** Names that are known to have signed in, which nobody can undo. */
  readonly knownUsers: Memory<true>;
  readonly blockPolicy: BlockPolicy;
  readonly quota: AccountQuota;
}
