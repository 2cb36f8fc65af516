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
  readonly connectionsPerUser: number;
  /** Commands of one user, a second and at once. */
  readonly commandsPerSecond: number;
  readonly commandBurst: number;
  readonly groupsPerUser: number;
  /** What one user may do so often in a time, and as often at once (see `rates/allowances.ts`). */
  readonly signInsPerHour: number;
  readonly relationChangesPerDay: number;
  readonly groupsMadePerDay: number;
  readonly invitationsPerDay: number;
  /** Hours in which a message may be edited. */
  readonly editHours: number;
  /** Whispers that wait for one user: of one sender, and of all. */
  readonly waitingPerPair: number;
  readonly waitingPerUser: number;
  /** Days behind an erasure after which its name may be another's. */
  readonly nameFreedAfterDays: number;
  /** Days that a conversation's log is kept. */
  readonly retentionDays: number;
  /** Days that is kept who has done what to keep order. */
  readonly auditDays: number;
}

/** Whether the blocked are told (`notify`) or learn nothing (`silent`). */
export type BlockPolicy = 'notify' | 'silent';

/** Whom a user may search for: all, one's friends, or nobody. */
export type DirectoryScope = 'open' | 'friends' | 'off';

/** What is set for a whole stack. */
export interface ChatSettings {
  readonly limits: Limits;
  readonly blockPolicy: BlockPolicy;
  readonly directoryScope: DirectoryScope;
  readonly quota: AccountQuota;
}
