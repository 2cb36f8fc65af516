import { expect, test } from '@jest/globals';
import { readQuestions, usage } from '../../bench/options.ts';
import { questions } from '../../bench/questions.ts';
import { readProofOptions } from '../proof/plan/options.ts';

test('the bench asks what it is told to, all when it is told nothing, and explains itself', () => {
  expect(readQuestions([], questions)).toEqual(questions);
  expect(readQuestions(['cost', 'faults'], questions)).toHaveLength(2);
  expect(readQuestions(['--help'], questions)).toBe('help');
  expect(readQuestions(['--check'], questions)).toBe('check');
  for (const { name } of questions) expect(usage(questions)).toContain(`  ${name}`);
  expect(() => readQuestions(['nonsense'], questions)).toThrow('There is no question "nonsense"');
  expect(() => readQuestions(['--nonsense'], questions)).toThrow('--nonsense');
});

test('the proof explains itself, and takes no number for another', () => {
  expect(readProofOptions(['--help'])).toBe('help');
  expect(readProofOptions(['--runs', '5', '--seed', '7', '--skip', '10'])).toMatchObject({
    runs: 5,
    seed: 7,
    skipped: 10,
    isTraced: false,
  });
  expect(() => readProofOptions(['--runs', 'x'])).toThrow('--runs must be a whole number');
  expect(() => readProofOptions(['--bug', 'x'])).toThrow('--bug: second-sync');
});
