/** Runs a task in its turn. */
export type Semaphore = <T>(task: () => Promise<T>) => Promise<T>;

/** Runs tasks, at most `limit` at once; the others wait their turn in the order in which they came. */
export function createSemaphore(limit: number): Semaphore {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (task) => {
    if (running >= limit) await new Promise<void>((resolve) => queue.push(resolve));
    else running++;
    try {
      return await task();
    } finally {
      // The place passes straight to the next in line, so that nobody slips in between.
      const next = queue.shift();
      if (next) next();
      else running--;
    }
  };
}
