import type { Rule } from './rule.ts';

/** What is known of a call when a rule is to strike it or not. */
export interface Call {
  readonly operation?: string;
  /** The physical name of the function that calls, or, for invocations and routes, that is called. */
  readonly functionName?: string | undefined;
  readonly route?: string;
  readonly connectionId?: string | undefined;
}

/** The rule that strikes a call: the first that matches it and whose draw hits. */
export type Strike = (call: Call) => Rule | undefined;

/** @param onStrike Hears of each strike, with the rule's key. */
export function createStrikes(seed: number, rules: readonly Rule[], onStrike?: (key: string) => void): Strike;
