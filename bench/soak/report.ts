import { type Counts, growsWithoutEnd, type Memory } from './ledger.ts';

export interface SoakResult {
  readonly minutes: number;
  readonly counts: Counts;
  readonly memory: Memory;
  /** Left when everybody had gone, by table. */
  readonly rows: Readonly<Record<string, number>>;
}

/** What is wrong, a sentence each; none when all is well. */
export function findFaults({ minutes, counts, memory }: SoakResult): string[] {
  const { lost, twice } = counts;
  return [
    ...(lost.length > 0 ? [`${lost.length} lost: ${lost.slice(0, 5).join(', ')}`] : []),
    ...(twice.length > 0 ? [`${twice.length} seen twice: ${twice.slice(0, 5).join(', ')}`] : []),
    ...(growsWithoutEnd(memory, minutes) ? [`Memory grows: ${memory.join(', ')} MB`] : []),
  ];
}

/** The figures as a table of Markdown, which can be read as it is. */
export function printResult({ minutes, counts, memory, rows }: SoakResult): string {
  const errors = Object.entries(counts.errors).map(([code, count]) => `${code} ${count}`);
  const lines: [string, string | number][] = [
    ['minutes', minutes],
    ['messages sent', counts.sent],
    ['acknowledged', counts.acknowledged],
    ['lost', counts.lost.length],
    ['seen twice', counts.twice.length],
    ['commands refused, by code', errors.join(', ') || 'none'],
    ['memory while warming up, in the first half, in the second (medians)', `${memory.join(', ')} MB`],
    ...Object.entries(rows).map(([table, count]): [string, number] => [
      `rows left in ${shorten(table)}`,
      count,
    ]),
  ];
  return ['| | |', '|---|---|', ...lines.map(([name, value]) => `| ${name} | ${value} |`)].join('\n');
}

/** Without what CloudFormation would put before and behind the name. */
const shorten = (table: string) => table.replace(/^.*Tables|[0-9A-F]{8}$/g, '');
