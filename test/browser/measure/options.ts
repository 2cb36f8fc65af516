import { parseArgs } from 'node:util';
import { chooseQuestions } from '../../../bench/options.ts';
import type { Question } from '../../../bench/question.ts';

/** @param questions all that can be asked */
export const pageUsage = (questions: readonly Question[]) => `Usage: npm run bench:page -- [question …]

Builds the page, starts the local stack in memory, and measures the page in Chromium. With all questions the section "The
page" of docs/performance.md is written anew; the answers to some are only printed. A target that is missed is printed as
missed, and is no failure of the command.

${questions.map(({ name, title }) => `  ${name.padEnd(14)} ${title}`).join('\n')}
  --help`;

/**
 * @returns the questions that were asked for, or that help was
 * @throws Error for an option or a question that nobody knows
 */
export function readPageQuestions(
  args: readonly string[],
  questions: readonly Question[],
): readonly Question[] | 'help' {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', short: 'h', default: false } },
  });
  return values.help ? 'help' : chooseQuestions(positionals, questions);
}
