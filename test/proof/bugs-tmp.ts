import { dyingPlans } from './plan/scenarios.ts';
import { prove } from './prove.ts';

for (const bugs of [{ removeBeforePosts: true }, { sweepCarelessly: true }, { sweepTooLate: true }]) {
  const { failure } = await prove({ runs: 100, seed: 20_261_126, shrinks: 0, bugs, arbitrary: dyingPlans });
  console.log(JSON.stringify(bugs), failure?.runs, failure?.violations.slice(0, 2));
}
