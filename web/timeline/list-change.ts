interface Keyed {
  readonly key: string;
}

/** How many items a list has more at each end, negative when it has fewer. */
export interface ListChange {
  readonly atStart: number;
  readonly atEnd: number;
}

/** What has changed at the ends of a list. @returns undefined when the two have nothing in common */
export function findChange(before: readonly Keyed[], now: readonly Keyed[]): ListChange | undefined {
  const [first, firstNow] = [before[0], now[0]];
  if (!first || !firstNow) return undefined;
  const added = indexOf(now, first.key);
  const atStart = added === -1 ? -indexOf(before, firstNow.key) : added;
  // None of them begins with an item of the other.
  if (atStart === 1 && added === -1) return undefined;
  return { atStart, atEnd: now.length - before.length - atStart };
}

const indexOf = (list: readonly Keyed[], wanted: string) => list.findIndex(({ key }) => key === wanted);
