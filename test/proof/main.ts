import fc from 'fast-check';
import { KNOWN_VIOLATIONS } from './known.ts';
import { type ProofOptions, readProofOptions, USAGE } from './plan/options.ts';
import { plans } from './plan/plan.ts';
import { prove } from './prove.ts';
import { runPlan } from './run.ts';
import { createStats } from './stats.ts';

let given: ProofOptions | 'help' | undefined;
try {
  given = readProofOptions(process.argv.slice(2));
} catch (error) {
  console.error(`${(error as Error).message}\n\n${USAGE}`);
  process.exitCode = 2;
}
if (given === 'help') console.log(USAGE);
else if (given) await tryAll(given);

async function tryAll(options: ProofOptions) {
  const { runs, seed, skipped, path, isSurvey, isTraced, only, bugs, excused: more } = options;
  const excused = [...KNOWN_VIOLATIONS, ...more];
  const stats = createStats();
  console.log(`Seed ${seed}`);

  if (isSurvey) {
    const tried = fc.sample(plans(), { numRuns: skipped + runs, seed });
    for (const [place, plan] of [...tried.entries()].slice(skipped)) {
      const result = await runPlan(plan, { bugs, excused });
      stats.add(result);
      const [first] = result.violations.filter(({ kind }) => only.length === 0 || only.includes(kind));
      if (first) console.log(`${place}: ${first.kind}: ${first.text}`);
    }
    console.log(stats.print());
  } else {
    const { failure } = await prove({
      runs,
      seed,
      skipped,
      ...(path !== undefined && { path }),
      bugs,
      excused,
      only,
      onRun: stats.add,
    });
    console.log(stats.print());
    if (failure) {
      if (isTraced) await runPlan(failure.plan, { bugs, excused, trace: console.log });
      console.log(`\nFailed after ${failure.runs} runs: --seed ${seed} --path ${failure.path}`);
      console.log(JSON.stringify(failure.plan, undefined, 1));
      for (const { kind, text } of failure.violations) console.log(`${kind}: ${text}`);
      process.exitCode = 1;
    }
  }
}
