import { nameFault } from '../text/name-fault.ts';
import type { FoundName } from './search-names.ts';

/**
 * What is meant by Enter in a field that offers the names found: what is typed, where that can be a name. Else the only one that is
 * called so, to be written into the field before anything is asked of it.
 * @returns the name that takes the text's place; undefined: the text stands as it is
 */
export function meantName(typed: string, offered: readonly FoundName[]): string | undefined {
  const [only, another] = offered;
  return only && !another && nameFault(typed) !== undefined ? only.name : undefined;
}
