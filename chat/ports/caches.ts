import { type Cache, createCache } from './cache.ts';
import type { SignedIn } from './connections/connections.ts';
import type { PairDays } from './messages/conversations.ts';
import type { OwnUse } from './own-use.ts';

/** What a function's environment remembers between its invocations. */
export interface Caches {
  /** By connection id: a connection's user never changes, its token's expiry may. */
  readonly senders: Cache<SignedIn>;
  /** By name: only a guess, for a name may pass to a new group. */
  readonly groupIds: Cache<string>;
  /** By channel: how many recipients its last message had. */
  readonly audienceSizes: Cache<number>;
  /** By bucket: what this environment has let through by itself (see `rates/bucket.ts`). */
  readonly ownUse: Cache<OwnUse>;
  /** By bucket: until when it is taken by what this environment has refused (see `rates/flood.ts`). */
  readonly refusedUntil: Cache<number>;
  /** By connection id: what this environment has closed for flooding. */
  readonly closed: Cache<true>;
  /** By user and channel, and by channel: until when it is told by this environment that somebody types (see `rates/typing-rate.ts`). */
  readonly typedAt: Cache<number>;
  /** By the two names, the asker's first: what that side of the pair is known to know. */
  readonly pairDays: Cache<PairDays>;
  /** Names that are known to have signed in, which nobody can undo. */
  readonly knownUsers: Cache<true>;
}

/** Those of a new environment, which knows nothing. */
export const createCaches = (): Caches => ({
  senders: createCache(),
  groupIds: createCache(),
  audienceSizes: createCache(),
  ownUse: createCache(),
  refusedUntil: createCache(),
  closed: createCache(),
  typedAt: createCache(),
  pairDays: createCache(),
  knownUsers: createCache(),
});
