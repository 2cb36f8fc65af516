/** What has been started and must be ended, last first. */
export interface UndoList {
  add(undo: () => void | Promise<void>): void;
  /** Ends all, once, however often it is called. An end that fails doesn't keep the others from theirs. */
  run(): Promise<void>;
}

export function createUndoList(): UndoList {
  const undos: (() => void | Promise<void>)[] = [];
  let running: Promise<void> | undefined;

  async function runAll(): Promise<void> {
    const failures: unknown[] = [];
    for (const undo of undos.reverse()) {
      try {
        await undo();
      } catch (failure) {
        failures.push(failure);
      }
    }
    if (failures.length > 0) {
      throw new AggregateError(failures, 'Not everything could be ended.');
    }
  }

  return {
    add: (undo) => undos.push(undo),
    run() {
      running ??= runAll();
      return running;
    },
  };
}
