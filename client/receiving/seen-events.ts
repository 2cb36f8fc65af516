import { idOfTime } from '../../protocol/events/event-id.ts';
import type { StoreChanges } from '../storage/store.ts';

/** Ids are kept by their first seven digits, 33 seconds each, so that one more is a small change to the store. */
const PREFIX_DIGITS = 7;
const PART = 'seen.';

/** Ids of events that were passed on, as a set that forgets from its old end. */
export interface SeenEvents {
  has(id: string): boolean;
  /** @returns what to store */
  add(id: string): StoreChanges;
  /**
   * Forgets what is older, in steps of half a minute.
   * @param time epoch milliseconds
   * @returns what to store, and what was forgotten
   */
  forgetBefore(time: number): { readonly changes: StoreChanges; readonly forgotten: readonly string[] };
  /** @returns what to store */
  clear(): StoreChanges;
}

/** @param parts of a store, of which it takes its own */
export function createSeenEvents(parts: Readonly<Record<string, string>> = {}): SeenEvents {
  const ids = new Set<string>();
  const texts = new Map<string, string>();
  for (const [name, text] of Object.entries(parts)) {
    if (!name.startsWith(PART)) continue;
    const prefix = name.slice(PART.length);
    texts.set(prefix, text);
    for (const id of idsIn(prefix, text)) ids.add(id);
  }

  function forget(prefixes: readonly string[]) {
    const forgotten = prefixes.flatMap((prefix) => idsIn(prefix, texts.get(prefix) ?? ''));
    for (const id of forgotten) ids.delete(id);
    for (const prefix of prefixes) texts.delete(prefix);
    return { forgotten, changes: Object.fromEntries(prefixes.map((prefix) => [PART + prefix, null])) };
  }

  return {
    has: (id) => ids.has(id),
    add(id) {
      const prefix = id.slice(0, PREFIX_DIGITS);
      const before = texts.get(prefix);
      const rest = id.slice(PREFIX_DIGITS);
      const text = before === undefined ? rest : `${before} ${rest}`;
      ids.add(id);
      texts.set(prefix, text);
      return { [PART + prefix]: text };
    },
    forgetBefore(time) {
      const first = idOfTime(time).slice(0, PREFIX_DIGITS);
      return forget([...texts.keys()].filter((prefix) => prefix < first));
    },
    clear: () => forget([...texts.keys()]).changes,
  };
}

const idsIn = (prefix: string, text: string) => text.split(' ').map((rest) => prefix + rest);
