import fc from 'fast-check';
import { KNOWN_VIOLATIONS } from './known.ts';
import { readProofOptions } from './options.ts';
import { plans } from './plan.ts';
import { prove } from './prove.ts';
import { runPlan } from './run.ts';
import { createTally } from './tally.ts';

const options = readProofOptions(process.argv.slice(2));
const { runs, seed, path, isSurvey, isTraced, only, bugs } = options;
const excused = [...KNOWN_VIOLATIONS, ...options.excused];
const tally = createTally();
console.log(`Seed ${seed}`);

if (isSurvey) {
  for (const [place, plan] of fc.sample(plans(), { numRuns: runs, seed }).entries()) {
    const result = await runPlan(plan, { bugs, excused });
    tally.add(result);
    const [first] = result.violations.filter(({ kind }) => only.length === 0 || only.includes(kind));
    if (first) console.log(`${place}: ${first.kind}: ${first.text}`);
  }
  console.log(tally.print());
} else {
  const { failure } = await prove({
    runs,
    seed,
    ...(path !== undefined && { path }),
    bugs,
    excused,
    only,
    onRun: tally.add,
  });
  console.log(tally.print());
  if (failure) {
    if (isTraced) await runPlan(failure.plan, { bugs, excused, trace: console.log });
    console.log(`\nFailed after ${failure.runs} runs: --seed ${seed} --path ${failure.path}`);
    console.log(JSON.stringify(failure.plan, undefined, 1));
    for (const { kind, text } of failure.violations) console.log(`${kind}: ${text}`);
    process.exitCode = 1;
  }
}
