import { createEnvironments, type Environment } from './environments.ts';
import type { Simulation } from './simulation.ts';

/** How a function's invocation ended; `crashed`: it died, or ran out of time. */
export type Ending = 'returned' | 'threw' | 'crashed';

/** One run of a function. Once it is over, nothing that it began goes on. */
export interface Invocation {
  readonly name: string;
  readonly environment: Environment;
  readonly isOver: boolean;
  /** Resolves after that time, unless the invocation is over by then. */
  sleep(milliseconds: number): Promise<void>;
  /** A call of something outside begins. @returns false when the invocation dies of it, before or instead of it */
  beginCall(name: string): boolean;
  /** It has had its effect. @returns false when the invocation dies now */
  endCall(name: string): boolean;
}

/** Runs functions as Lambda does: each environment does one thing at a time, and is frozen in between. */
export interface Lambda {
  /**
   * @param timeoutMs after which the invocation is killed
   * @param onEnd once, when it is over; gets what it returned, if it did
   */
  invoke<Result>(
    name: string,
    timeoutMs: number,
    body: (invocation: Invocation) => Promise<Result>,
    onEnd?: (ending: Ending, result?: Result) => void,
  ): void;
  /** What was still under way, or began, when an invocation had returned: in a frozen environment it would wait. */
  readonly leaks: ReadonlySet<string>;
  readonly invocations: number;
}

/** Within so many calls most invocations are done. */
const CALLS = 12;

export function createLambda({ scheduler, rng, faults, trace }: Simulation): Lambda {
  const environments = createEnvironments(rng);
  const leaks = new Set<string>();
  let invocations = 0;

  return {
    leaks,
    get invocations() {
      return invocations;
    },
    invoke<Result>(
      kind: string,
      timeoutMs: number,
      body: (invocation: Invocation) => Promise<Result>,
      onEnd?: (ending: Ending, result?: Result) => void,
    ) {
      const name = `${kind}#${++invocations}`;
      const environment = environments.take(kind);
      const underWay = new Map<string, number>();
      const crashesAt = faults.isDue('crashes', 0.15) ? rng.between(1, CALLS) : 0;
      const crashesAfter = rng.hits(0.5);
      let calls = 0;
      let isOver = false;

      function end(ending: Ending, result?: Result): void {
        if (isOver) return;
        isOver = true;
        trace(() => `${name} ${ending}`);
        cancelTimeout();
        if (ending === 'crashed') environments.discard(environment);
        else {
          environments.giveBack(environment);
          for (const [call, count] of underWay) if (count > 0) leaks.add(`${kind}: ${call} was under way`);
        }
        onEnd?.(ending, result);
      }

      const cancelTimeout = scheduler.after(timeoutMs, () => end('crashed'));
      const dies = () => {
        if (calls !== crashesAt || faults.isOver) return false;
        faults.count('crash');
        end('crashed');
        return true;
      };
      const invocation: Invocation = {
        name,
        environment,
        get isOver() {
          return isOver;
        },
        sleep: (milliseconds) =>
          new Promise((wake) => {
            scheduler.after(milliseconds, () => {
              if (!isOver) wake();
            });
          }),
        beginCall(call) {
          if (isOver) {
            if (environments.isKept(environment)) leaks.add(`${kind}: ${call} began behind the end`);
            return false;
          }
          calls++;
          if (!crashesAfter && dies()) return false;
          underWay.set(call, (underWay.get(call) ?? 0) + 1);
          return true;
        },
        endCall(call) {
          underWay.set(call, (underWay.get(call) ?? 0) - 1);
          return !isOver && !(crashesAfter && dies());
        },
      };
      body(invocation).then(
        (result) => end('returned', result),
        () => end('threw'),
      );
    },
  };
}
