import type { ExportItem } from '../../../protocol/frames/list-items.ts';
import type { ChatPorts } from '../../ports/chat-ports.ts';
import type { Page } from '../../ports/page.ts';

/** What belongs together: a page has all of it, or none. */
export interface ExportEntry {
  readonly items: readonly ExportItem[];
  /** Behind which place of its section the next entry comes. */
  readonly at: string;
}

/** Some of a section. */
export interface ExportPart {
  readonly entries: readonly ExportEntry[];
  /** Behind which place the section goes on; absent: it has no more. */
  readonly next?: string | undefined;
  /** How many rows were read for it, about. */
  readonly rows: number;
}

/** One kind of what is kept of a user. @param after a place in it; empty: from the beginning */
export type ExportSection = (ports: ChatPorts, user: string, after: string) => Promise<ExportPart>;

/** So many items of a list are read at once. */
export const LIST_READ = 100;

/** Which part of a list is read. */
export const rangeBehind = (after: string) => ({ limit: LIST_READ, ...(after !== '' && { after }) });

/** A section that has no more. */
export const NOTHING_MORE: ExportPart = { entries: [], rows: 0 };

/** A page of a list as a part of its section. @param nameOf by what the list is in order */
export function toPart<Entry>(
  { items, hasMore, next }: Page<Entry>,
  toItems: (entry: Entry) => readonly ExportItem[],
  nameOf: (entry: Entry) => string,
): ExportPart {
  const entries = items.map((entry) => ({ items: toItems(entry), at: nameOf(entry) }));
  return { entries, next: hasMore ? (next ?? entries.at(-1)?.at) : undefined, rows: items.length };
}
