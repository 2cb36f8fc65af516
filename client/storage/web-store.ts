import { appendParts, FAILED, partsOf, QUEUE } from './part-lists.ts';
import type { ChatStore, StoreChanges, StoredParts } from './store.ts';
import { lockForTab, type Release, type TabLocks, trackRelease, whenReleased } from './tab-lock.ts';

/** The part of `localStorage` that a store uses. */
export interface StorageLike {
  readonly length: number;
  key(index: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

export interface WebStoreOptions {
  /** Begins the names of its items and of its locks, for an origin with several chats. @default `serverless-chat` */
  readonly name?: string;
  /** @default `localStorage`; where there are no locks, `sessionStorage`, which no other tab has */
  readonly storage?: StorageLike;
  /** @default `navigator.locks`, which a page has over TLS and on localhost */
  readonly locks?: TabLocks;
}

interface Platform {
  readonly localStorage?: StorageLike;
  readonly sessionStorage?: StorageLike;
  readonly navigator?: { readonly locks?: TabLocks };
}

/** What a client has opened: the items of one tab, which no other uses at the same time. */
interface OpenSlot {
  readonly storage: StorageLike;
  /** Begins the names of the items. */
  readonly start: string;
  readonly parts: StoredParts;
  readonly release: Release;
}

/**
 * Keeps everything in `localStorage`, so that it outlives the page: any number of tabs may be open, and of clients in
 * one. Each has a slot of its own; a new one takes the first that is free, so that a reload goes on where it was, and
 * what the others that are free have yet to send, or could not. Where nothing can be stored, loading fails, which the client reports,
 * and it goes on in memory; of saves that fail in a row the first is reported.
 */
export function createWebStore(options: WebStoreOptions = {}): ChatStore {
  let opening: Promise<OpenSlot> | undefined;
  let open: OpenSlot | undefined;
  let isFailing = false;
  return {
    async load() {
      const mine = openSlot(options);
      opening = mine;
      const slot = await mine;
      if (opening === mine) open = slot;
      return slot.parts;
    },
    save(changes) {
      if (!open) return;
      try {
        write(open.storage, open.start, changes);
        isFailing = false;
      } catch (error) {
        const wasFailing = isFailing;
        isFailing = true;
        if (!wasFailing) throw new Error(`A reload will forget some of the chat: ${error}`, { cause: error });
      }
    },
    close() {
      if (opening) trackRelease(opening.then(({ release }) => release()));
      opening = undefined;
      open = undefined;
    },
  };
}

async function openSlot({ name = 'serverless-chat', ...options }: WebStoreOptions): Promise<OpenSlot> {
  await whenReleased();
  const { locks = (globalThis as Platform).navigator?.locks } = options;
  const storage = findStorage(options.storage, locks !== undefined);
  const startOf = (slot: number) => `${name}:${slot}:`;
  if (!locks)
    return { storage, start: startOf(0), parts: read(storage, startOf(0)), release: async () => undefined };
  for (let slot = 0; ; slot++) {
    const start = startOf(slot);
    const release = await lockForTab(locks, start);
    if (!release) continue;
    for (const other of slotsIn(storage, name)) {
      const releaseOther = await lockForTab(locks, startOf(other));
      if (!releaseOther) continue;
      moveLists(storage, startOf(other), start);
      await releaseOther();
    }
    return { storage, start, parts: read(storage, start), release };
  }
}

/** @throws Error which says that there is none, or why the page may not use it */
function findStorage(given: StorageLike | undefined, hasLocks: boolean): StorageLike {
  try {
    const { localStorage, sessionStorage } = globalThis as Platform;
    // Node's, without a file, is an object that has nothing.
    const storage = given ?? (hasLocks ? localStorage : sessionStorage);
    if (typeof storage?.setItem === 'function') return storage;
  } catch (cause) {
    throw new Error(`${NOTHING_KEPT}: ${cause}`, { cause });
  }
  throw new Error(`${NOTHING_KEPT}: there is no storage here`);
}

const NOTHING_KEPT = 'A reload will forget the chat';

/** A crash in between leaves both: what is sent twice has the same `ref`, and is done once. */
function moveLists(storage: StorageLike, from: string, to: string): void {
  const left = read(storage, from);
  for (const list of [QUEUE, FAILED] as const) {
    write(storage, to, appendParts(list, read(storage, to), left));
    write(storage, from, Object.fromEntries(partsOf(list, left).map((part) => [part, null])));
  }
}

function slotsIn(storage: StorageLike, name: string): Set<number> {
  const slots = itemsOf(storage, `${name}:`).map((rest) => Number.parseInt(rest, 10));
  return new Set(slots.filter(Number.isSafeInteger));
}

const itemsOf = (storage: StorageLike, start: string) =>
  Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '')
    .filter((item) => item.startsWith(start))
    .map((item) => item.slice(start.length));

const read = (storage: StorageLike, start: string): StoredParts =>
  Object.fromEntries(
    itemsOf(storage, start)
      // Of a store whose name begins with this one's.
      .filter((part) => !part.includes(':'))
      .map((part) => [part, storage.getItem(start + part) ?? '']),
  );

function write(storage: StorageLike, start: string, changes: StoreChanges): void {
  for (const [part, text] of Object.entries(changes)) {
    if (text === null) storage.removeItem(start + part);
    else storage.setItem(start + part, text);
  }
}
