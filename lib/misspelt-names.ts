/** A name that is nobody's, but nearly another. */
export interface Misspelt {
  readonly name: string;
  readonly meant: string;
}

/** So many letters may be wrong, missing or too many; `commandPerSecond` lacks one. Of a short name fewer: `stage` isn't `page`. */
const nearOf = (meant: string) => Math.min(3, Math.floor(meant.length / 3));

/** @returns each of the given names that isn't known but near to one that is: others belong to somebody else */
export function findMisspelt(given: readonly string[], known: readonly string[]): Misspelt[] {
  return given
    .filter((name) => !known.includes(name))
    .flatMap((name) => {
      const distances = known.map((meant) => ({ meant, distance: distanceOf(plain(name), plain(meant)) }));
      const [nearest] = distances.sort((one, other) => one.distance - other.distance);
      return nearest && nearest.distance <= nearOf(nearest.meant) ? [{ name, meant: nearest.meant }] : [];
    });
}

/** `block-policy` and `BLOCK_POLICY` are spelled right but for the style. */
const plain = (name: string) => name.replaceAll(/[-_]/g, '').toLowerCase();

/** Levenshtein's: how many letters to insert, delete or replace. */
function distanceOf(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (const [line, letter] of Array.from(one).entries()) {
    let diagonal = line;
    const next = [line + 1];
    for (const [column, against] of Array.from(other).entries()) {
      const above = row[column + 1] ?? 0;
      next.push(Math.min(above + 1, (next[column] ?? 0) + 1, diagonal + (letter === against ? 0 : 1)));
      diagonal = above;
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
