import type { Line } from '../lines/list-lines.ts';

/** How many messages of others stand behind a line. @param key the line's; undefined, or of no line: none is counted */
export function countNewer(
  lines: readonly Line[],
  key: string | undefined,
  user: string | undefined,
): number {
  const place = lines.findLastIndex((line) => line.key === key);
  if (place === -1) return 0;
  return lines
    .slice(place + 1)
    .filter(({ row }) => row.status === 'sent' && row.event.type === 'message' && row.event.from !== user)
    .length;
}
