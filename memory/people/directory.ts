import { type Directory, directoryKey, type FoundRow, searchKey } from '../../chat/ports/people/directory.ts';

export interface MemoryDirectory extends Directory {
  /** The row of a name, whose user signs in. */
  putName(name: string): void;
  /** The same of who is erased. */
  removeName(name: string): void;
  /** All rows, by place. */
  rows(): FoundRow[];
}

export function createMemoryDirectory(): MemoryDirectory {
  const rows = new Map<string, FoundRow>();
  const inOrder = () => [...rows.values()].sort((one, other) => compareAsUtf8(one.place, other.place));
  return {
    rows: inOrder,

    putName(name) {
      const key = directoryKey(name, name);
      rows.set(key.place, { ...key, name });
    },

    removeName: (name) => void rows.delete(directoryKey(name, name).place),

    async put(row) {
      const found = rows.get(row.place);
      if (!found || (found.rev !== undefined && found.rev < row.rev)) rows.set(row.place, row);
    },

    async remove({ place, rev }) {
      const found = rows.get(place);
      if (found?.rev !== undefined && found.rev <= rev) rows.delete(place);
    },

    async search(folded, { after = '', limit }) {
      const { beginning, prefix } = searchKey(folded);
      const found = inOrder().filter(
        (row) =>
          row.beginning === beginning && row.place.startsWith(prefix) && compareAsUtf8(row.place, after) > 0,
      );
      return { items: found.slice(0, limit), hasMore: found.length > limit };
    },
  };
}

/** As DynamoDB sorts: by code points, which JavaScript doesn't where they take two units. */
function compareAsUtf8(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  const index = left.findIndex((letter, place) => letter !== right[place]);
  return index < 0 ? left.length - right.length : pointOf(left[index]) - pointOf(right[index]);
}
const pointOf = (letter: string | undefined) => letter?.codePointAt(0) ?? -1;
