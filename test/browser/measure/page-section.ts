import { renderAnswer } from '../../../bench/markdown.ts';
import type { Answer, Question } from '../../../bench/question.ts';

export type Asked = readonly [question: Question, answer: Answer];

/** An answer as a part of the section, which the command prints as well. */
export const renderPart = ([question, answer]: Asked): string =>
  renderAnswer(question, answer, { command: 'bench:page', heading: '###' });

/**
 * The section "The page" of docs/performance.md.
 * @param on when, at which commit and on what it was measured, as the rest of a sentence
 */
export function renderPageSection(asked: readonly Asked[], on: string): string {
  const head = `Written by \`npm run bench:page\` ${on} All of it again: \`npm ci && npm run bench:page\`, which needs a Chromium; one question: the command under its title.`;
  return ['## The page', head, ...asked.map(renderPart)].join('\n\n');
}

/** A line for each target that was missed, for who looks at the end of the run alone. */
export const listMissed = (asked: readonly Asked[]): string[] =>
  asked.flatMap(([, { targets }]) =>
    targets
      .filter(({ isMet }) => !isMet)
      .map(
        ({ what, target, measured, bound = '' }) =>
          `missed: ${what}: ${measured}, not ${target}${bound && `; ${bound}`}`,
      ),
  );
