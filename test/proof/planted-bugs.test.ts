import { describe, expect, test } from '@jest/globals';
import type fc from 'fast-check';
import type { Bugs } from './plan/bugs.ts';
import { type Plan, plans } from './plan/plan.ts';
import { dyingPlans, rejoiningPlans, slowPlans } from './plan/scenarios.ts';
import { prove } from './prove.ts';

interface PlantedBug {
  readonly name: string;
  readonly bugs: Bugs;
  readonly arbitrary: fc.Arbitrary<Plan>;
  readonly earlyAfterMs?: number;
}

const SEED = 20_261_126;
const MOST_RUNS = 150;

const plantedBugs: readonly PlantedBug[] = [
  // Before the next heartbeat, which finds everything.
  {
    name: 'a client that does not sync again 35 s after a new subscription',
    bugs: { skipSecondSync: true },
    arbitrary: slowPlans,
    earlyAfterMs: 100_000,
  },
  {
    name: 'a message that is posted before it is stored',
    bugs: { postBeforeWriting: true },
    arbitrary: plans(),
  },
  {
    name: 'a leave that takes a newer membership’s subscriptions away',
    bugs: { forgetVersions: true },
    arbitrary: rejoiningPlans,
  },
  {
    name: 'what counts as delivered before it is posted',
    bugs: { removeBeforePosts: true },
    arbitrary: dyingPlans,
  },
  {
    name: 'a sweep that forgets blocks, and since when somebody is a member',
    bugs: { sweepCarelessly: true },
    arbitrary: dyingPlans,
  },
  { name: 'a sweep that posts what is too late', bugs: { sweepTooLate: true }, arbitrary: dyingPlans },
  {
    name: 'that what another function is asked for is written down nowhere',
    bugs: { forgetRequests: true },
    arbitrary: dyingPlans.map((plan) => ({ ...plan, isCrowded: true })),
  },
];

describe('the proof, with a bug planted', () => {
  test.each(plantedBugs)(
    'finds $name, and nothing in the same runs without it',
    async (planted) => {
      const { name, bugs, ...rest } = planted;
      const { failure } = await prove({ ...rest, bugs, runs: MOST_RUNS, seed: SEED, shrinks: 0 });
      expect(failure).toBeDefined();
      console.info(`Found after ${failure?.runs} runs: ${name} (${failure?.violations[0]?.kind})`);

      const without = await prove({ ...rest, runs: failure?.runs ?? MOST_RUNS, seed: SEED, shrinks: 0 });
      expect(without.failure).toBeUndefined();
    },
    120_000,
  );
});
