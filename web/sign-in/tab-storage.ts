/**
 * The tab's own storage, in which the way to the issuer and back is remembered.
 * @throws Error where the browser lets the page keep nothing, with what to do about it
 */
export function tabStorage(): Storage {
  try {
    // Where it is blocked, even looking at it throws; where it is full, writing does.
    sessionStorage.setItem('chat-probe', '');
    sessionStorage.removeItem('chat-probe');
    return sessionStorage;
  } catch {
    throw new Error(
      'Your browser lets this page keep nothing. Signing in needs that: allow it to store data, and load it again.',
    );
  }
}
