import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { describeRuns, SEED } from './describe-runs.ts';
import { plans } from './plan/plan.ts';
import { prove } from './prove.ts';
import { runPlan } from './run.ts';

describeRuns(1);

describe('the proof', () => {
  test('does the very same again, given the same plan', async () => {
    const [plan] = fc.sample(plans(), { numRuns: 1, seed: SEED });
    if (!plan) throw new Error('No plan');
    const [first, second] = [[] as string[], [] as string[]];
    await runPlan(plan, { trace: (line) => first.push(line) });
    await runPlan(plan, { trace: (line) => second.push(line) });
    expect(first.length).toBeGreaterThan(100);
    expect(second).toEqual(first);
  }, 300_000);

  test('tries the same plans in parts as at once', async () => {
    const tried: unknown[] = [];
    const arbitrary = plans().map((plan) => {
      tried.push(plan);
      return plan;
    });
    const whole = fc.sample(arbitrary, { numRuns: 4, seed: SEED });
    tried.length = 0;
    await prove({ runs: 2, seed: SEED, skipped: 2, arbitrary });
    expect(tried.slice(-2)).toEqual(whole.slice(-2));
  }, 300_000);
});
