import fc from 'fast-check';
import type { Violation } from './checks/violations.ts';
import { type Plan, plans } from './plan/plan.ts';
import { type RunOptions, type RunResult, runPlan } from './run.ts';

export interface ProveOptions extends RunOptions {
  readonly runs: number;
  readonly seed: number;
  /** How many of the seed's runs come before the first one, so that several can share them. */
  readonly skipped?: number;
  readonly path?: string;
  readonly arbitrary?: fc.Arbitrary<Plan>;
  /** Only these kinds of violations count; empty or absent for all. */
  readonly only?: readonly string[];
  /** Is told of every run. */
  readonly onRun?: (result: RunResult) => void;
  /** How many smaller plans are tried when one has failed. */
  readonly shrinks?: number;
}

export interface Proof {
  /** Absent when no run failed. */
  readonly failure?: {
    /** Runs until one failed. */
    readonly runs: number;
    readonly path: string;
    readonly plan: Plan;
    readonly violations: readonly Violation[];
  };
}

/** Runs any number of plans, until one shows something that must not be; that one is made as small as it gets. */
export async function prove(options: ProveOptions): Promise<Proof> {
  const {
    runs,
    seed,
    skipped = 0,
    path = String(skipped),
    only = [],
    onRun,
    shrinks = 400,
    arbitrary = plans(),
  } = options;
  const isMeant = ({ kind }: Violation) => only.length === 0 || only.includes(kind);
  let isShrinking = 0;
  let lastFound: readonly Violation[] = [];
  const property = fc.asyncProperty(arbitrary, async (plan) => {
    // Every run after the first that failed is one of a smaller plan.
    if (isShrinking > 0 && isShrinking++ > shrinks) return true;
    const result = await runPlan(plan, options);
    if (isShrinking === 0) onRun?.(result);
    const found = result.violations.filter(isMeant);
    const isFailed = found.length > 0;
    // In the end it is what the counterexample showed: no plan fails behind that.
    if (isFailed) lastFound = found;
    if (isFailed && isShrinking === 0) isShrinking = 1;
    return !isFailed;
  });
  const details = await fc.check(property, {
    numRuns: options.path === undefined ? runs : 1,
    seed,
    // A path of one number is the run to begin with.
    path,
    endOnFailure: shrinks === 0,
  });
  if (!details.failed || details.counterexample === null) return {};
  const [plan] = details.counterexample;
  return {
    failure: {
      runs: details.numRuns,
      path: details.counterexamplePath ?? '',
      plan,
      violations: lastFound,
    },
  };
}
