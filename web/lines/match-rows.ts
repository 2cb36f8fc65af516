import type { Row } from '../../client/index.ts';

/** The rows whose text or author has this in it, whatever the case; all of them for an empty search. */
export function matchRows(rows: readonly Row[], search: string): readonly Row[] {
  const wanted = search.trim().toLocaleLowerCase();
  return wanted === '' ? rows : rows.filter((row) => textOf(row).toLocaleLowerCase().includes(wanted));
}

function textOf(row: Row): string {
  if (row.status !== 'sent') return row.command.content;
  return row.event.type === 'message' ? `${row.event.from}\n${row.event.content}` : '';
}
