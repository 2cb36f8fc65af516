/** Texts by the name of their part. What is in them is the client's own affair. */
export type StoredParts = Readonly<Record<string, string>>;

/**
 * Where a client keeps what it must still know after a restart: how far it has read, which events it has seen, and what
 * it has yet to send. Each client needs one of its own: two that share one at the same time spoil it.
 */
export interface ChatStore {
  /** Everything that was saved. A failure is reported, and the client starts with nothing. */
  load(): StoredParts | Promise<StoredParts>;
  /**
   * Keeps parts, all or none of them if it can; null deletes one. Called in order, often, and not waited for; a
   * failure is reported and otherwise passed over.
   */
  save(changes: Readonly<Record<string, string | null>>): void | Promise<void>;
}

/** The part of `localStorage` that a store uses. */
export interface StorageLike {
  readonly length: number;
  key(index: number): string | null;
  getItem(name: string): string | null;
  setItem(name: string, text: string): void;
  removeItem(name: string): void;
}

/** Keeps everything until the page or the process ends. Passed to a second client after the first, it carries on. */
export function createMemoryStore(): ChatStore {
  const parts = new Map<string, string>();
  return {
    load: () => Object.fromEntries(parts),
    save(changes) {
      for (const [name, text] of Object.entries(changes)) {
        if (text === null) parts.delete(name);
        else parts.set(name, text);
      }
    },
  };
}

/**
 * Keeps everything in `localStorage`, or something like it.
 * @param prefix of the names of its items: one for each user and each open tab
 */
export function createWebStore(storage: StorageLike, prefix = 'serverless-chat'): ChatStore {
  const start = `${prefix}:`;
  return {
    load() {
      const names = Array.from({ length: storage.length }, (_, index) => storage.key(index) ?? '');
      const own = names.filter((name) => name.startsWith(start));
      return Object.fromEntries(own.map((name) => [name.slice(start.length), storage.getItem(name) ?? '']));
    },
    save(changes) {
      for (const [name, text] of Object.entries(changes)) {
        if (text === null) storage.removeItem(start + name);
        else storage.setItem(start + name, text);
      }
    },
  };
}
