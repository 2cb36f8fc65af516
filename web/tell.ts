const listeners = new Set<(text: string) => void>();

/** Tells something above the page, from outside of what shows it. */
export function tell(text: string): void {
  for (const listener of listeners) listener(text);
}

/** @param listener given what is told. @returns stops listening */
export function onTold(listener: (text: string) => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
