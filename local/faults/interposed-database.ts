import type { Rule } from './rule.ts';

/** A database in front of which faults and counts can be put. */
export interface InterposedDatabase {
  /** Puts a plan in front of the database, another one, or none. Resolves when it is there. */
  interpose(settings: Interposition | undefined): Promise<void>;
  /** What has been counted while there was one. */
  tally(): Promise<DynamoDbTally>;
}

export interface Interposition {
  readonly seed: number;
  readonly latencyMs: number;
  readonly rules: readonly Rule[];
  /** Whose calls are meant: those signed with one of these names as the access key id. */
  readonly functionNames: readonly string[];
  /** Whether to count by function and table. */
  readonly isRecording: boolean;
}

export interface DynamoDbTally {
  readonly operations: Readonly<Record<string, number>>;
  readonly struck: Readonly<Record<string, number>>;
  readonly byFunction: Readonly<Record<string, Record<string, Record<string, number>>>>;
}
