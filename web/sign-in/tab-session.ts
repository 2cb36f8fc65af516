/** The id of the sign-in that is kept in this tab's storage. */
const ID = 'chat-session';
/** A page that is loaded again may begin before the browser has let go of what it held. */
const PATIENCE_MS = 2_000;

/** Notes that what is stored from now on is this tab's own: it has just signed in here. */
export function beginTabSession(storage: Storage): void {
  storage.setItem(ID, crypto.randomUUID());
}

/**
 * Takes the sign-in that is stored in this tab for itself, for as long as the page is open. A browser that duplicates a tab
 * copies its storage: two tabs would then use one refresh token, and issuers that give a new one each time end the session of
 * whoever comes with the old one.
 * @returns whether it is this tab's own; a copy's isn't
 */
export async function holdTabSession(storage: Storage): Promise<boolean> {
  const { locks } = navigator;
  if (!locks) return true;
  if (storage.getItem(ID) === null) beginTabSession(storage);
  const name = `${ID} ${storage.getItem(ID)}`;
  const signal = AbortSignal.timeout(PATIENCE_MS);
  return new Promise((resolve) => {
    locks
      .request(name, { signal }, () => {
        resolve(true);
        // Until the page is gone.
        return new Promise<void>(() => {});
      })
      .catch(() => resolve(false));
  });
}
