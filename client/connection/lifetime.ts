import { ConnectionLost, type Loss } from '../errors.ts';

/** The two ends that a promise may come to. */
export interface Waiting<T> {
  resolve(value: T): void;
  reject(error: unknown): void;
}

/** A time that ends once, and takes everything with it that waits in it. */
export interface Lifetime {
  /** What ended it; undefined while it lasts. */
  readonly lost: ConnectionLost | undefined;
  /**
   * A promise that the end rejects.
   * @param begin sets up what settles it; what it returns is called when it is settled, in any way
   * @throws ConnectionLost
   */
  wait<T>(begin: (waiting: Waiting<T>) => () => void): Promise<T>;
  /** Called at the end; not at all, when it has ended already. */
  atEnd(callback: () => void): void;
  /** @returns false when it had ended already */
  end(loss: Loss): boolean;
}

/** @param onEnd is told before those that wait */
export function createLifetime(onEnd: (loss: Loss) => void): Lifetime {
  const ends = new Set<(lost: ConnectionLost) => void>();
  let lost: ConnectionLost | undefined;

  return {
    get lost() {
      return lost;
    },
    wait<T>(begin: (waiting: Waiting<T>) => () => void): Promise<T> {
      if (lost) return Promise.reject(lost);
      return new Promise<T>((resolve, reject) => {
        let isOver = false;
        let cleanUp = () => {};
        const over = () => {
          isOver = true;
          ends.delete(tell);
          cleanUp();
        };
        const waiting: Waiting<T> = {
          resolve(value) {
            over();
            resolve(value);
          },
          reject(error) {
            over();
            reject(error);
          },
        };
        const tell = (loss: ConnectionLost) => waiting.reject(loss);
        ends.add(tell);
        cleanUp = begin(waiting);
        // A socket in memory may have answered before it was back.
        if (isOver) cleanUp();
      });
    },
    atEnd: (callback) => void ends.add(callback),
    end(loss) {
      if (lost) return false;
      lost = new ConnectionLost(loss);
      const ending = [...ends];
      ends.clear();
      onEnd(loss);
      for (const tell of ending) tell(lost);
      return true;
    },
  };
}
