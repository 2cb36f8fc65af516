import type { RunningStack } from '../../local/running-stack.ts';
import { countPhases } from './count-phases.ts';
import type { MeteringProxy } from './metering-proxy.ts';
import type { Scenario } from './scenario.ts';

/** What a scenario asked of the services, once. */
export interface Usage {
  readonly scenario: Scenario;
  readonly writeUnits: number;
  readonly readUnits: number;
  /** Calls of DynamoDB. */
  readonly calls: number;
  /** Of those, how many had to be waited for one after the other. */
  readonly phases: number;
  readonly posts: number;
  /** Of functions, authorizers and asynchronous ones included. */
  readonly invocations: number;
  readonly asynchronous: number;
}

/** The first makes the functions remember what they remember from then on. */
const WARM_UPS = 1;
const REPETITIONS = 2;

/** @returns the mean of the repetitions, after one that isn't counted; the phases are those of the quickest */
export async function measureScenario(
  scenario: Scenario,
  stack: RunningStack,
  proxy: MeteringProxy,
): Promise<Usage> {
  const usages: Usage[] = [];
  for (let repetition = -WARM_UPS; repetition < REPETITIONS; repetition++) {
    await scenario.prepare?.();
    await proxy.untilQuiet();
    proxy.takeCalls();
    const before = await stack.calls();
    await scenario.act();
    await proxy.untilQuiet();
    const after = await stack.calls();
    const calls = proxy.takeCalls();
    await scenario.tidy?.();
    await proxy.untilQuiet();
    if (repetition < 0) continue;
    const asynchronous = after.invocations - before.invocations;
    usages.push({
      scenario,
      writeUnits: sum(calls.map(({ writes }) => writes)),
      readUnits: sum(calls.map(({ reads }) => reads)),
      calls: calls.length,
      phases: countPhases(calls),
      posts: after.posts - before.posts,
      invocations: after.routes - before.routes + asynchronous,
      asynchronous,
    });
  }
  const mean = (read: (usage: Usage) => number) => sum(usages.map(read)) / usages.length;
  return {
    scenario,
    writeUnits: mean(({ writeUnits }) => writeUnits),
    readUnits: mean(({ readUnits }) => readUnits),
    calls: mean(({ calls }) => calls),
    phases: Math.min(...usages.map(({ phases }) => phases)),
    posts: mean(({ posts }) => posts),
    invocations: mean(({ invocations }) => invocations),
    asynchronous: mean(({ asynchronous }) => asynchronous),
  };
}

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
