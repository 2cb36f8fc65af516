import type { Answer, Question, Table, Target } from './question.ts';

/** An answer as a section of docs/performance.md. */
export function renderAnswer({ name, title }: Question, answer: Answer): string {
  const { method, tables, targets, plot } = answer;
  return [
    `## ${title}`,
    `\`npm run bench -- ${name}\``,
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
    rows: targets.map(({ what, target, measured, isMet }) => [
      what,
      target,
      measured,
      isMet ? 'met' : '**missed**',
    ]),
  });
}
