/** The part of `navigator.locks` that a store uses (https://www.w3.org/TR/web-locks/). */
export interface TabLocks {
  /** @param callback is given null where another page has the lock; else the lock lasts until its promise settles */
  request(
    name: string,
    options: { readonly ifAvailable: true },
    callback: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/** Gives a lock back. @returns when it is free */
export type Release = () => Promise<unknown>;

let givenBack: Promise<unknown> | undefined;

/** Resolves when all that clients of this page have given back by now is free. */
export const whenFree = (): Promise<unknown> | undefined => givenBack;

/** Notes that a name will be free: a client that is made right behind another one's end shall find it so. */
export function giveBack(release: Promise<unknown>): void {
  givenBack = Promise.allSettled([givenBack, release]);
}

/**
 * Locks a name for as long as this page is open, or until it is given back.
 * @returns undefined when another page has it, or another client in this one
 */
export function lockForTab(locks: TabLocks, name: string): Promise<Release | undefined> {
  return new Promise((resolve, reject) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return undefined;
      return new Promise<void>((letGo) =>
        resolve(() => {
          letGo();
          return held;
        }),
      );
    });
    held.then(() => resolve(undefined), reject);
  });
}
