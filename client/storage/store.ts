/** Texts by the name of their part. What is in them is the client's own affair. */
export type StoredParts = Readonly<Record<string, string>>;

/** StoreChanges to parts: null deletes one. */
export type StoreChanges = Readonly<Record<string, string | null>>;

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
  save(changes: StoreChanges): void | Promise<void>;
  /** Its client was closed: nothing more is saved, and another may load what is here. */
  close?(): void;
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
