import { type PlantedBug, plantedBugs, type ScenarioName, scenarios } from './plan/planted-bugs.ts';
import { prove } from './prove.ts';

/** In which a bug must be found. */
const MOST_RUNS = 150;
/** Without a bug at least so many plans of a scenario are run. */
const LEAST_RUNS = 6;

/** What became of each bug and of each scenario: a line of JSON. */
export type FoundBug = { readonly name: string; readonly runs?: number; readonly kind?: string };
export type Quiet = { readonly scenario: ScenarioName; readonly runs: number; readonly violation?: unknown };

const most = new Map<ScenarioName, number>();
for (const planted of plantedBugs) console.log(JSON.stringify(await find(planted)));
for (const [scenario, runs] of most) console.log(JSON.stringify(await runWithout(scenario, runs)));

async function find({ name, bugs, scenario }: PlantedBug): Promise<FoundBug> {
  const { failure } = await prove({ ...scenarios[scenario], bugs, runs: MOST_RUNS, shrinks: 0 });
  if (!failure) return { name };
  const { runs, violations } = failure;
  most.set(scenario, Math.max(runs, most.get(scenario) ?? LEAST_RUNS));
  return { name, runs, ...(violations[0] && { kind: violations[0].kind }) };
}

/** The same plans once more, for all bugs that were looked for in them. */
async function runWithout(scenario: ScenarioName, runs: number): Promise<Quiet> {
  const { failure } = await prove({ ...scenarios[scenario], runs, shrinks: 0 });
  return { scenario, runs, ...(failure && { violation: failure }) };
}
