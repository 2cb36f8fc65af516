/** The part of `navigator.locks` that a store uses (https://www.w3.org/TR/web-locks/). */
export interface TabLocks {
  request(
    name: string,
    options: { readonly ifAvailable: true },
    callback: (lock: unknown) => Promise<void> | undefined,
  ): Promise<unknown>;
}

/** Resolves when what this page has let go of is free. */
let released: Promise<unknown> | undefined;

/**
 * Locks a name for as long as this page is open, or until it is released.
 * @returns releases it; undefined when another page has it, or another client in this one
 */
export async function lockForTab(locks: TabLocks, name: string): Promise<(() => void) | undefined> {
  // An app that opens another client right behind the one that it closed shall have the same name again.
  await released;
  return new Promise((resolve, reject) => {
    const held = locks.request(name, { ifAvailable: true }, (lock) => {
      if (!lock) return undefined;
      return new Promise<void>((letGo) =>
        resolve(() => {
          released = held.catch(() => undefined);
          letGo();
        }),
      );
    });
    held.then(() => resolve(undefined), reject);
  });
}
