import { parseArgs } from 'node:util';
import type { Bugs } from './bugs.ts';

/** What `npm run proof` was asked for. */
export interface ProofOptions {
  readonly runs: number;
  /** Of fast-check: the same seed makes the same runs. */
  readonly seed: number;
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

const BUGS = {
  'second-sync': { skipSecondSync: true },
  'late-write': { postBeforeWriting: true },
  versions: { forgetVersions: true },
} satisfies Record<string, Bugs>;

/** @throws Error for a bug that nobody knows, or an option */
export function readProofOptions(args: readonly string[]): ProofOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      runs: { type: 'string', default: '1000' },
      seed: { type: 'string', default: String(Date.now() % 2 ** 31) },
      path: { type: 'string' },
      bug: { type: 'string' },
      excuse: { type: 'string', multiple: true, default: [] },
      only: { type: 'string', multiple: true, default: [] },
      trace: { type: 'boolean', default: false },
      survey: { type: 'boolean', default: false },
    },
  });
  const { bug, path } = values;
  if (bug !== undefined && !Object.hasOwn(BUGS, bug))
    throw new Error(`--bug: ${Object.keys(BUGS).join(', ')}`);
  return {
    runs: Number(values.runs),
    seed: Number(values.seed),
    ...(path !== undefined && { path }),
    bugs: bug === undefined ? {} : BUGS[bug as keyof typeof BUGS],
    excused: values.excuse,
    only: values.only,
    isTraced: values.trace,
    isSurvey: values.survey,
  };
}
