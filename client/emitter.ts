export interface Emitter<Events> {
  /** @returns stops listening */
  on<Name extends keyof Events>(name: Name, listener: (event: Events[Name]) => void): () => void;
  emit<Name extends keyof Events>(name: Name, event: Events[Name]): void;
  clear(): void;
}

/** @param report is told what a listener threw; the other listeners are called all the same */
export function createEmitter<Events>(report: (error: unknown) => void): Emitter<Events> {
  const listeners = new Map<keyof Events, Set<(event: never) => void>>();
  return {
    on(name, listener) {
      // A function of its own, so that one listener added twice is two.
      const own = (event: Events[typeof name]) => listener(event);
      const named = listeners.get(name) ?? new Set();
      listeners.set(name, named.add(own));
      return () => void named.delete(own);
    },
    emit(name, event) {
      for (const listener of [...(listeners.get(name) ?? [])]) {
        try {
          listener(event as never);
        } catch (error) {
          report(error);
        }
      }
    },
    clear: () => listeners.clear(),
  };
}
