import { createMemory, type Memory } from './memory.ts';
import type { SignedIn } from './ports/connections.ts';
import type { PairDays } from './ports/conversations.ts';
import type { OwnUse } from './ports/own-use.ts';

/** What a function's environment remembers between its invocations. */
export interface Caches {
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
  /** Names that are known to have signed in, which nobody can undo. */
  readonly knownUsers: Memory<true>;
}

/** Those of a new environment, which knows nothing. */
export const createCaches = (): Caches => ({
  senders: createMemory(),
  groupIds: createMemory(),
  audienceSizes: createMemory(),
  ownUse: createMemory(),
  refusedUntil: createMemory(),
  closed: createMemory(),
  pairDays: createMemory(),
  knownUsers: createMemory(),
});
