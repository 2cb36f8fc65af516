import { parseArgs } from 'node:util';
import type { Bugs } from './bugs.ts';
import { plantedBugs } from './planted-bugs.ts';

/** What `npm run proof` was asked for. */
export interface ProofOptions {
  readonly runs: number;
  /** Of fast-check: the same seed makes the same runs. */
  readonly seed: number;
  /** How many of the seed's runs come before the first one. */
  readonly skipped: number;
  /** Of fast-check: a run that failed, as it said. */
  readonly path?: string;
  readonly bugs: Bugs;
  /** Kinds of violations that are passed over. */
  readonly excused: readonly string[];
  /** Only these kinds count; empty for all. */
  readonly only: readonly string[];
  /** Tells all that happens in the last run. */
  readonly isTraced: boolean;
  /** Goes on after a failure, and tells how often each kind came. */
  readonly isSurvey: boolean;
}

const BUGS: ReadonlyMap<string, Bugs> = new Map(plantedBugs.map(({ option, bugs }) => [option, bugs]));

export const USAGE = `Usage: npm run proof -- [options]

Lets random users of the SDK live on the real chat/ in memory and virtual time while calls fail, answers are lost and
functions die, and compares all that they see with a model. Exits with 1 when something was wrong, and says how to see
it again.

  --runs N        how many plans; default: 1000, half a second each
  --seed N        the same seed makes the same plans; default: another one each time
  --skip N        begin behind so many of the seed's plans; default: 0
  --path P        only the run that failed so, as a failure names it
  --trace         tell all that happens in the failing run
  --survey        go on after failures, and tell how often each kind came
  --only KIND     count only this kind of violation; may be repeated
  --excuse KIND   pass over this kind; may be repeated
  --bug NAME      plant a bug first: ${[...BUGS.keys()].join(', ')}
  --help`;

/** @throws Error for a bug that nobody knows, an option, or what is no whole number */
export function readProofOptions(args: readonly string[]): ProofOptions | 'help' {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      skip: { type: 'string', default: '0' },
      path: { type: 'string' },
      bug: { type: 'string' },
      excuse: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: [] },
      trace: { type: 'boolean', default: false },
      survey: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return 'help';
  for (const name of ['runs', 'seed', 'skip'] as const) {
    if (!/^\d+$/.test(values[name]))
      throw new Error(`--${name} must be a whole number, not "${values[name]}".`);
  }
  const { bug, path } = values;
  const bugs = bug === undefined ? {} : BUGS.get(bug);
  if (!bugs) throw new Error(`--bug: ${[...BUGS.keys()].join(', ')}`);
  return {
    runs: Number(values.runs),
    seed: Number(values.seed),
    skipped: Number(values.skip),
    ...(path !== undefined && { path }),
    bugs,
    excused: values.excuse,
    only: values.only,
    isTraced: values.trace,
    isSurvey: values.survey,
  };
}
