import { StartError } from '../../start-error.ts';

/** Where what a local run can't do is told, with what was being read when it was met. */
export interface Refusals {
  /** Tells of something that matters and isn't supported. @throws StartError unless what can be run is to be. */
  refuse(problem: string): void;
  /** Reads something; what is refused meanwhile is told with this context before it, for example `route "x"`. */
  within<T>(context: string, read: () => T): T;
  /** What was refused and left out, each once. */
  readonly leftOut: readonly string[];
}

/** @param runsWhatCan Whether to leave out what isn't supported instead of failing the start. */
export function createRefusals(runsWhatCan: boolean): Refusals {
  const contexts: string[] = [];
  const leftOut = new Set<string>();
  return {
    refuse(problem) {
      const told = contexts.length > 0 ? `${contexts.join(', ')}: ${problem}` : problem;
      if (!runsWhatCan) {
        throw new StartError(`${told} (--partial leaves out what can't be run here.)`);
      }
      leftOut.add(told);
    },
    within(context, read) {
      contexts.push(context);
      try {
        return read();
      } finally {
        contexts.pop();
      }
    },
    get leftOut() {
      return [...leftOut];
    },
  };
}
