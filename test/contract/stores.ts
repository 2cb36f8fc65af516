import type { Stores as ChatStores } from '../../chat/ports/chat-ports.ts';
import type { VirtualClock } from '../../memory/clock.ts';

/** One set of stores under test. */
export interface Stores extends ChatStores {
  readonly clock: VirtualClock;
  close(): Promise<void>;
}

/** How long the stores under test keep conversations, and what was done to keep order. */
export { AUDIT_DAYS, RETENTION_DAYS } from '../../protocol/limits.ts';
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
