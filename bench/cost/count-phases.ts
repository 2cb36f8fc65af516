/** When something began and ended. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The longest chain of spans that each began when the one before had ended: so many round trips were waited for. */
export function countPhases(spans: readonly Span[]): number {
  const ordered = spans.toSorted((one, other) => one.start - other.start);
  const depths: number[] = [];
  for (const [index, { start }] of ordered.entries()) {
    const before = ordered
      .slice(0, index)
      .flatMap(({ end }, earlier) => (end <= start ? [depths[earlier] ?? 0] : []));
    depths.push(1 + Math.max(0, ...before));
  }
  return Math.max(0, ...depths);
}
