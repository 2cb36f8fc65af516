import type { Blocks } from '../../chat/ports/blocks.ts';
import type { Connections } from '../../chat/ports/connections.ts';
import type { Conversations } from '../../chat/ports/conversations.ts';
import type { Friendships } from '../../chat/ports/friendships.ts';
import type { Groups } from '../../chat/ports/groups.ts';
import type { MessageLog, Waiting } from '../../chat/ports/messages.ts';
import type { Paces } from '../../chat/ports/paces.ts';
import type { Refs } from '../../chat/ports/refs.ts';
import type { Subscriptions } from '../../chat/ports/subscriptions.ts';
import type { Users } from '../../chat/ports/users.ts';
import type { WaitingCounts } from '../../chat/ports/waiting-counts.ts';
import type { VirtualClock } from '../../memory/clock.ts';

/** One set of stores under test. */
export interface Stores {
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
  readonly paces: Paces;
  readonly clock: VirtualClock;
  close(): Promise<void>;
}

/** How long the stores under test keep conversations. */
export { RETENTION_DAYS } from '../../protocol/limits.ts';
export const DAY_MS = 24 * 60 * 60 * 1_000;

let names = 0;

/** A name that no other test uses: the stores of a suite are shared by its tests. */
export const freshName = (prefix: string) => `${prefix}.${++names}`;

/** Names that a careless key, a plain object or a pattern would trip over; all match `NAME_PATTERN`. */
export const AWKWARD_NAMES = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'profile',
  'connection',
  'a+b@c.d-e_f',
  '-.-',
  '0',
  'X'.repeat(64),
];
