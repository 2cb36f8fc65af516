import { parseArgs } from 'node:util';
import type { Question } from './question.ts';

/** @param questions all that can be asked */
export const usage = (questions: readonly Question[]) => `Usage: npm run bench -- [question …]

Measures, each figure beside a baseline of the same run. With all questions docs/performance.md is written anew; the
answers to some are only printed.

${questions.map(({ name, title }) => `  ${name.padEnd(14)} ${title}`).join('\n')}
  --check        says whether docs/performance.md was measured on the code as it is; exits with 1 if not
  --help`;

/**
 * @returns the questions that were asked for, or what else is to be done
 * @throws Error for an option or a question that nobody knows
 */
export function readQuestions(
  args: readonly string[],
  questions: readonly Question[],
): readonly Question[] | 'help' | 'check' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      check: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  if (values.check) return 'check';
  return chooseQuestions(positionals, questions);
}

/** @param names none: all are asked @throws Error for a name that no question has */
export function chooseQuestions(
  names: readonly string[],
  questions: readonly Question[],
): readonly Question[] {
  const unknown = names.find((name) => !questions.some((question) => question.name === name));
  if (unknown !== undefined) throw new Error(`There is no question "${unknown}".`);
  return names.length === 0 ? questions : questions.filter(({ name }) => names.includes(name));
}
