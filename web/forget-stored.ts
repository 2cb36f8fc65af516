/** Deletes what the browser keeps for good under names that begin so. */
export function forgetStored(start: string): void {
  try {
    for (const key of Object.keys(localStorage).filter((name) => name.startsWith(start)))
      localStorage.removeItem(key);
  } catch {
    // Blocked: nothing was stored.
  }
}
