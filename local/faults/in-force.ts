import type { ServerResponse } from 'node:http';
import type { Tally } from './calls.ts';
import type { CheckedPlan } from './check-fault-plan.ts';
import { countCall, countIn } from './count.mjs';
import { type Clock, createInterpose, type Interpose } from './interpose.mjs';
import type { KindPlan, Rule } from './rule.ts';
import { type Call, createStrikes, type Strike } from './strikes.mjs';

/** A plan as this thread carries it out. There is none while nothing is to be delayed, failed or counted. */
export interface InForce {
  readonly plan: CheckedPlan;
  readonly clock: Clock;
  readonly tally: Tally;
  /** HTTP calls; the rules of `invocations` that strike those. */
  readonly posts: Interpose;
  readonly invocations: Interpose;
  /** The rules of `invocations` that strike an accepted event, and those that strike an attempt at it. */
  readonly strikeEvent: Strike;
  readonly strikeAttempt: Strike;
  readonly strikeRoute: Strike;
  readonly strikeDisconnect: Strike;
  /** Counts what a function called, if that is recorded. */
  record(functionName: string | undefined, action: string, resource: string): void;
}

export interface InForceOptions {
  readonly plan: CheckedPlan;
  readonly clock: Clock;
  readonly tally: Tally;
  /** Whether to count by the calling function, and which names functions have. */
  readonly recordsFunctions?: ReadonlySet<string>;
  readonly answerPostFault: AnswerFault;
  readonly answerInvocationFault: AnswerFault;
}

export type AnswerFault = (response: ServerResponse, rule: Rule, call: Call) => void;

export function activatePlan(options: InForceOptions): InForce {
  const { plan, clock, tally, recordsFunctions } = options;
  const strikes = (rules: readonly Rule[]) =>
    createStrikes(plan.seed, rules, (key) => countIn(tally.struck, key));
  const interpose = ({ latencyMs }: KindPlan, rules: readonly Rule[], answerFault: AnswerFault) =>
    createInterpose({ latencyMs, strike: strikes(rules), answerFault, clock });
  const isForEvent = ({ action }: Rule) => action === 'twice' || action === 'lose';
  const isForAttempt = ({ action }: Rule) => action === 'crash';
  const { posts, invocations, routes, disconnects } = plan;
  const forInvokeCall = invocations.rules.filter((rule) => !isForEvent(rule) && !isForAttempt(rule));
  return {
    plan,
    clock,
    tally,
    posts: interpose(posts, posts.rules, options.answerPostFault),
    invocations: interpose(invocations, forInvokeCall, options.answerInvocationFault),
    strikeEvent: strikes(invocations.rules.filter(isForEvent)),
    strikeAttempt: strikes(invocations.rules.filter(isForAttempt)),
    strikeRoute: strikes(routes.rules),
    strikeDisconnect: strikes(disconnects.rules),
    record(functionName, action, resource) {
      if (functionName !== undefined && recordsFunctions?.has(functionName)) {
        countCall(tally.byFunction, functionName, action, resource);
      }
    },
  };
}
