/** The part of `navigator.locks` that a store uses (https://www.w3.org/TR/web-locks/). */
export interface TabLocks {
  /** @param callback is given null where another page has the lock; else the lock lasts until its promise settles */
  request(
    name: string,
    options: { readonly ifAvailable: true },
    callback: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/** Releases a lock. @returns when it is free */
export type Release = () => Promise<unknown>;

/** The releases of this page that have been begun. */
let releases: Promise<unknown> | undefined;

/** Resolves when the locks that this page has begun to release by now are free. */
export const whenReleased = (): Promise<unknown> | undefined => releases;

/** Notes a release that has begun: a client that is made right behind another one's end shall find the name free. */
export function trackRelease(release: Promise<unknown>): void {
  releases = Promise.allSettled([releases, release]);
}

/**
 * Locks a name for as long as this page is open, or until it is released.
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
