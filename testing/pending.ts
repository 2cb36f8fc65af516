/** Work that is under way. */
export interface Pending {
  /** Counts work until it ends; what it fails with is the caller's to tell. */
  add(work: Promise<unknown>): void;
  /** Resolves when there is none, and none has come of what ended last. */
  settled(): Promise<void>;
}

export function createPending(): Pending {
  const pending = new Set<Promise<unknown>>();
  return {
    add(work) {
      const ended = work.then(
        () => void pending.delete(ended),
        () => void pending.delete(ended),
      );
      pending.add(ended);
    },
    async settled() {
      // A client answers what it hears in a turn of its own.
      do {
        await Promise.all(pending);
        await new Promise((resolve) => setTimeout(resolve));
      } while (pending.size > 0);
    },
  };
}
