import { createContext } from 'react';

/** What is searched for, for the lines that are shown. */
export interface Found {
  /** The text; '' is none. */
  readonly wanted: string;
  /** The only row in which it is marked: the search is over, and led there. */
  readonly only?: string;
  /** Leaves the search for a row's place, by its key; undefined when nothing is searched. */
  readonly show?: (key: string) => void;
}

export const FoundContext = createContext<Found>({ wanted: '' });
