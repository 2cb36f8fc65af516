import { beforeAll, describe, expect, test } from '@jest/globals';
import type { FoundBug, Quiet } from './find-planted-bugs.ts';
import { plantedBugs } from './plan/planted-bugs.ts';
import { runProgram } from './run-program.ts';

let found: readonly (FoundBug | Quiet)[] = [];

beforeAll(async () => {
  const { code, stdout, stderr } = await runProgram('find-planted-bugs.ts', []);
  if (code !== 0) throw new Error(`${stdout}${stderr}`);
  found = stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
}, 900_000);

describe('the proof, with a bug planted', () => {
  test.each(plantedBugs)('finds $name, and nothing in the same runs without it', ({ name, scenario }) => {
    const bug = found.find((line) => 'name' in line && line.name === name);
    expect(bug).toEqual({ name, runs: expect.any(Number), kind: expect.any(String) });
    const quiet = found.find((line) => 'scenario' in line && line.scenario === scenario);
    expect(quiet).toEqual({ scenario, runs: expect.any(Number) });
    expect(quiet?.runs).toBeGreaterThanOrEqual(bug?.runs ?? Number.POSITIVE_INFINITY);
  });
});
