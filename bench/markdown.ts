import type { Answer, Question, Table, Target } from './question.ts';

/** Which command has answered, and how deep in the page its answer stands. */
interface Place {
  readonly command: string;
  readonly heading: string;
}

/** An answer as a section of docs/performance.md. */
export function renderAnswer(
  { name, title }: Question,
  answer: Answer,
  { command, heading }: Place = { command: 'bench', heading: '##' },
): string {
  const { method, tables, targets, plot } = answer;
  return [
    `${heading} ${title}`,
    `\`npm run ${command} -- ${name}\``,
    ...method,
    ...tables.map(renderTable),
    ...(plot ? [`![${plot.alt}](${plot.file})`] : []),
    ...(targets.length > 0 ? [renderTargets(targets)] : []),
  ].join('\n\n');
}

export function renderTable({ caption, columns, rows }: Table): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
  const rule = line(columns.map((_, index) => (index === 0 ? '---' : '--:')));
  return [`**${caption}**`, '', line(columns), rule, ...rows.map(line)].join('\n');
}

function renderTargets(targets: readonly Target[]): string {
  return renderTable({
    caption: 'Targets',
    columns: ['what', 'target', 'measured', ''],
    rows: targets.map(({ what, target, measured, isMet, bound }) => [
      what,
      target,
      measured,
      isMet ? 'met' : `**missed**${bound === undefined ? '' : `: ${bound}`}`,
    ]),
  });
}
