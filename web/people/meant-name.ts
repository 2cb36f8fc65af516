import { nameFault } from '../text/name-fault.ts';
import type { FoundPerson } from './search-people.ts';

/**
 * Who is meant by Enter in a field that offers the people found: what is typed, where that can be a name. Else the only one who is
 * called so, to be written into the field before anything is asked of them.
 * @returns the name that takes the text's place; undefined: the text stands as it is
 */
export function meantName(typed: string, offered: readonly FoundPerson[]): string | undefined {
  const [only, another] = offered;
  return only && !another && nameFault(typed) !== undefined ? only.user : undefined;
}
