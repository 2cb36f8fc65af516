import { type Item, sizeOf } from './item.ts';

/** What one Query or Scan gives at most: a page ends with the item that takes it past that. */
const PAGE_BYTES = 1024 * 1024;

/** A part of a result, as JSON that was written once. */
export interface Page {
  /** The items, without the brackets around them. */
  readonly items: string;
  readonly count: number;
  /** The key of the last item, when there is more behind it. */
  readonly last?: Item;
}

interface Row {
  readonly item: Item;
  readonly json: string;
  readonly bytes: number;
}

export interface KeySchema {
  readonly partition: string;
  /** Absent for a table without a sort key. */
  readonly sort?: string;
}

/** A table in memory. Large results are cut into pages once and kept until one of their rows changes. */
export class Table {
  private readonly key: KeySchema;
  private readonly partitions = new Map<string, Map<string, Row>>();
  /** By partition; the whole table's under `undefined`. */
  private readonly pages = new Map<string | undefined, readonly Page[]>();

  constructor(key: KeySchema) {
    this.key = key;
  }

  put(item: Item): void {
    const { partition, sort } = this.readKey(item);
    this.change(partition).set(sort, { item, json: JSON.stringify(item), bytes: sizeOf(item) });
  }

  delete(key: Item): Item | undefined {
    const { partition, sort } = this.readKey(key);
    const item = this.get(key);
    if (item) this.change(partition).delete(sort);
    return item;
  }

  get(key: Item): Item | undefined {
    const { partition, sort } = this.readKey(key);
    return this.partitions.get(partition)?.get(sort)?.item;
  }

  /** Items that `isMeant` holds for. */
  count(isMeant: (item: Item) => boolean): number {
    return this.rows().reduce((found, { item }) => (isMeant(item) ? found + 1 : found), 0);
  }

  /** A page of a partition, or of the whole table. @param start the last key of the page before */
  page(partition: string | undefined, start?: Item): Page {
    const pages = this.pages.get(partition) ?? this.paginate(this.rows(partition));
    this.pages.set(partition, pages);
    const at = start ? pages.findIndex(({ last }) => last && this.isSame(last, start)) + 1 : 0;
    if (start && at === 0) throw new Error('The model goes on only where a page of its own has ended');
    return pages[at] ?? { items: '', count: 0 };
  }

  private rows(partition?: string): Row[] {
    if (partition !== undefined) return [...(this.partitions.get(partition)?.values() ?? [])];
    return [...this.partitions.values()].flatMap((rows) => [...rows.values()]);
  }

  private paginate(rows: readonly Row[]): Page[] {
    const pages: Page[] = [];
    let start = 0;
    let bytes = 0;
    rows.forEach((row, index) => {
      bytes += row.bytes;
      const isLast = index === rows.length - 1;
      if (bytes < PAGE_BYTES && !isLast) return;
      const taken = rows.slice(start, index + 1);
      const page = { items: taken.map(({ json }) => json).join(','), count: taken.length };
      pages.push(isLast ? page : { ...page, last: this.keyOf(row.item) });
      start = index + 1;
      bytes = 0;
    });
    return pages;
  }

  private change(partition: string): Map<string, Row> {
    this.pages.delete(undefined);
    this.pages.delete(partition);
    const rows = this.partitions.get(partition) ?? new Map<string, Row>();
    this.partitions.set(partition, rows);
    return rows;
  }

  private readKey(item: Item): { partition: string; sort: string } {
    const { partition, sort } = this.key;
    return { partition: item[partition]?.S ?? '', sort: sort === undefined ? '' : (item[sort]?.S ?? '') };
  }

  private keyOf(item: Item): Item {
    const names = Object.values(this.key);
    return Object.fromEntries(Object.entries(item).filter(([name]) => names.includes(name)));
  }

  private isSame(one: Item, other: Item): boolean {
    const [a, b] = [this.readKey(one), this.readKey(other)];
    return a.partition === b.partition && a.sort === b.sort;
  }
}
