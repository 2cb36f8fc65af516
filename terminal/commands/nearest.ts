/** What is further away than that is no slip of the fingers. */
const FARTHEST = 2;

/** The word that may be meant: the nearest, or the one that begins like it; undefined where none is near. */
export function findNearest(typed: string, words: readonly string[]): string | undefined {
  const begun = typed === '' ? undefined : words.find((word) => word.startsWith(typed));
  if (begun !== undefined) return begun;
  const near = words
    .map((word) => ({ word, distance: distanceOf(typed, word) }))
    // Of a word of two letters everything is near.
    .filter(({ word, distance }) => distance <= FARTHEST && distance < word.length)
    .sort((one, other) => one.distance - other.distance);
  return near[0]?.word;
}

/** How many letters to put in, take out, change, or swap with a neighbour (optimal string alignment). */
function distanceOf(one: string, other: string): number {
  const rows: number[][] = [Array.from({ length: other.length + 1 }, (_, column) => column)];
  const at = (row: number, column: number) => rows[row]?.[column] ?? Number.POSITIVE_INFINITY;
  for (let row = 1; row <= one.length; row++) {
    rows.push([row]);
    for (let column = 1; column <= other.length; column++) {
      const isSame = one[row - 1] === other[column - 1];
      const isSwap = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      rows[row]?.push(
        Math.min(
          at(row - 1, column) + 1,
          at(row, column - 1) + 1,
          at(row - 1, column - 1) + (isSame ? 0 : 1),
          isSwap ? at(row - 2, column - 2) + 1 : Number.POSITIVE_INFINITY,
        ),
      );
    }
  }
  return at(one.length, other.length);
}
