import type { Page, PageRange } from '../page.ts';

/** So many code points of a text are looked up as a whole, and so many stand before the name in a row. */
const BEGINNING = 2;
const SHOWN = 30;

/** A text as it is searched: letters that look alike are the same, in upper case or lower. */
export const foldText = (text: string) => text.normalize('NFKC').toLowerCase().trim();

const firstOf = (text: string, count: number) => Array.from(text).slice(0, count).join('');

/** Where a row stands by which a user, or a group, is found. */
export interface DirectoryKey {
  /** How the folded text begins. */
  readonly beginning: string;
  /** By what all that begin so are in order: the folded text, cut, and the name behind it. At most 125 characters. */
  readonly place: string;
}

/** @param text the name of what is found by it, or what it is shown as */
export function directoryKey(text: string, name: string): DirectoryKey {
  const folded = foldText(text);
  return { beginning: firstOf(folded, BEGINNING), place: `${firstOf(folded, SHOWN)} ${name}` };
}

/** What all rows of a text that begins like this one have in common. @param folded as `foldText` makes it */
export const searchKey = (folded: string) => ({
  beginning: firstOf(folded, BEGINNING),
  prefix: firstOf(folded, SHOWN),
});

/** A row of a text. What it says holds only if the profile of the user or group says so, too: a crash may leave one behind. */
export interface DirectoryRow extends DirectoryKey {
  /** Of the user, or of the group. */
  readonly name: string;
  /** The id of the change that put it. */
  readonly rev: string;
}

/** The rows by which users are found, or groups. That of a user's name is put when they first sign in (see `Users`), and has no `rev`. */
export interface Directory {
  /** Leaves a row as it is that a later change has put. */
  put(row: DirectoryRow): Promise<void>;
  /** Removes a row, unless it is a name's, or a later change has put it. */
  remove(row: Omit<DirectoryRow, 'name'>): Promise<void>;
  /** By their places; may lag a moment behind. @param range.after a place */
  search(folded: string, range: PageRange): Promise<Page<FoundRow>>;
}

/** A row as a search finds it: that of a user's name has no `rev`. */
export type FoundRow = Omit<DirectoryRow, 'rev'> & { readonly rev?: string };
