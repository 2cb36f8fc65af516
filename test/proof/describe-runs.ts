import { describe, expect, test } from '@jest/globals';
import { runProgram } from './run-program.ts';

/** `PROOF_SEED=7 npm run jest -- test/proof` tries other runs; `npm run proof` tries thousands. */
export const SEED = Number(process.env.PROOF_SEED ?? 20_261_122);
/** Each takes half a second: at its end all lists of all devices are read. */
const RUNS = 108;
/** As many files, for Jest runs files side by side: the longest one decides how long all tests take. */
const PARTS = 4;

/** A part of the seed's runs. @param part from 1 on */
export function describeRuns(part: number): void {
  describe(`the chat and its clients, whatever goes wrong, part ${part} of ${PARTS}`, () => {
    test('loses nothing, repeats nothing and shows nobody what is not theirs', async () => {
      const runs = RUNS / PARTS;
      const args = ['--seed', SEED, '--skip', (part - 1) * runs, '--runs', runs].map(String);
      const { code, stdout, stderr } = await runProgram('main.ts', args);
      // What it prints of a failure says how to see it again.
      if (code !== 0) throw new Error(`npm run proof -- ${args.join(' ')}\n${stdout}${stderr}`);
      expect(stdout).toContain(`\nruns: ${runs}\n`);
    }, 900_000); // It computes all the time: a machine that gives it a tenth of a core makes nothing wrong.
  });
}
