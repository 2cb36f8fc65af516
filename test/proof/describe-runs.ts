import { describe, test } from '@jest/globals';
import { KNOWN_VIOLATIONS } from './known.ts';
import { prove } from './prove.ts';

/** `PROOF_SEED=7 npm run jest -- test/proof` tries other runs; `npm run proof` tries thousands. */
export const SEED = Number(process.env.PROOF_SEED ?? 20_261_122);
/** Each takes half a second: at its end all lists of all devices are read. */
const RUNS = 120;
/** As many files, for Jest runs files side by side: the longest one decides how long all tests take. */
const PARTS = 4;

/** A part of the seed's runs. @param part from 1 on */
export function describeRuns(part: number): void {
  describe(`the chat and its clients, whatever goes wrong, part ${part} of ${PARTS}`, () => {
    test('loses nothing, repeats nothing and shows nobody what is not theirs', async () => {
      const runs = RUNS / PARTS;
      const skipped = (part - 1) * runs;
      const { failure } = await prove({
        runs,
        seed: SEED,
        skipped,
        excused: KNOWN_VIOLATIONS,
        shrinks: 300,
      });
      if (!failure) return;
      const found = failure.violations.map(({ kind, text }) => `${kind}: ${text}`).join('\n');
      const replay = `npm run proof -- --seed ${SEED} --path ${failure.path} --trace`;
      throw new Error(
        `After ${failure.runs} runs:\n${found}\nTo see it again: ${replay}\n${JSON.stringify(failure.plan)}`,
      );
    }, 900_000); // It computes all the time: a machine that gives it a tenth of a core makes nothing wrong.
  });
}
