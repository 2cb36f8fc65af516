/** What has come and what is waited for, so that a test awaits events and never time. */
export interface Queue<T> {
  push(item: T): void;
  /** The oldest item that nobody has taken; waits for one if there is none. */
  next(): Promise<T>;
  readonly waitingItems: readonly T[];
}

export function createQueue<T>(): Queue<T> {
  const items: T[] = [];
  const takers: ((item: T) => void)[] = [];
  return {
    push(item) {
      const taker = takers.shift();
      if (taker) taker(item);
      else items.push(item);
    },
    next() {
      const [item] = items.splice(0, 1);
      return item === undefined ? new Promise((resolve) => takers.push(resolve)) : Promise.resolve(item);
    },
    waitingItems: items,
  };
}
