/** What the gateway has started and nobody awaits, so that `close()` can. */
export interface PendingWork {
  add(work: Promise<void>): void;
  /** Resolves when all is done, also what is added meanwhile, or after so many milliseconds. */
  settle(timeoutMs: number): Promise<void>;
}

/** `reportFault` hears of work that rejects, which is a fault of the gateway's own. */
export function createPendingWork(reportFault: (error: unknown) => void): PendingWork {
  const running = new Set<Promise<void>>();
  return {
    add(work) {
      const contained = work.catch(reportFault).finally(() => running.delete(contained));
      running.add(contained);
    },
    async settle(timeoutMs) {
      let timer: NodeJS.Timeout | undefined;
      let expired = false;
      const deadline = new Promise<void>((resolve) => {
        timer = setTimeout(() => {
          expired = true;
          resolve();
        }, timeoutMs);
      });
      while (running.size > 0 && !expired) await Promise.race([Promise.all(running), deadline]);
      clearTimeout(timer);
    },
  };
}
