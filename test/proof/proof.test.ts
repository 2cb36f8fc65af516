import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { KNOWN_VIOLATIONS } from './known.ts';
import { plans } from './plan.ts';
import { prove } from './prove.ts';
import { runPlan } from './run.ts';

/** `PROOF_SEED=7 npm run jest -- test/proof` tries other runs; `npm run proof` tries thousands. */
const SEED = Number(process.env.PROOF_SEED ?? 20_261_122);
const RUNS = 300;

describe('the chat and its clients, whatever goes wrong', () => {
  it('loses nothing, repeats nothing and shows nobody what is not theirs', async () => {
    const { failure } = await prove({ runs: RUNS, seed: SEED, excused: KNOWN_VIOLATIONS, shrinks: 300 });
    if (!failure) return;
    const found = failure.violations.map(({ kind, text }) => `${kind}: ${text}`).join('\n');
    const replay = `npm run proof -- --seed ${SEED} --path ${failure.path} --trace`;
    throw new Error(
      `After ${failure.runs} runs:\n${found}\nTo see it again: ${replay}\n${JSON.stringify(failure.plan)}`,
    );
  }, 240_000);

  it('does the very same again, given the same plan', async () => {
    const [plan] = fc.sample(plans(), { numRuns: 1, seed: SEED });
    if (!plan) throw new Error('No plan');
    const [first, second] = [[] as string[], [] as string[]];
    await runPlan(plan, { trace: (line) => first.push(line) });
    await runPlan(plan, { trace: (line) => second.push(line) });
    expect(first.length).toBeGreaterThan(100);
    expect(second).toEqual(first);
  });
});
