import type { Invocation } from './invocation.ts';
import type { Simulation } from './simulation.ts';

/** A call that fails as DynamoDB's client does when its attempts are used up. */
class CallFailed extends Error {
  override readonly name = 'CallFailed';
}

/** Calls of the stores, with all that can become of them. */
export interface Calls {
  /**
   * Has a call done by an invocation: at some time, perhaps twice, perhaps not at all.
   * @param apply does it, at once; may be called again, as the client tries again when an answer was lost
   * @param applyInPart does some of it, where it is many writes
   * @throws CallFailed whether or not it had its effect
   */
  make<T>(
    invocation: Invocation,
    name: string,
    apply: () => Promise<T>,
    applyInPart?: () => Promise<unknown>,
  ): Promise<T>;
}

/** As the document client has it: three attempts, all over within 5 s. */
const GIVEN_UP_MS = 4_900;
const never = new Promise<never>(() => {});

export function createCalls({ scheduler, rng, faults, trace }: Simulation): Calls {
  const latency = () =>
    faults.strikes('slow', 'slow call', 0.12) ? rng.spread(100, 2_300) : rng.between(1, 8);

  return {
    async make(invocation, name, doIt, applyInPart = doIt) {
      const apply = async () => {
        const result = await doIt();
        trace(() => `  ${invocation.name} ${name} -> ${JSON.stringify(result)?.slice(0, 160)}`);
        return result;
      };
      if (!invocation.beginCall(name)) return never;
      if (faults.isDue('calls', 0.04)) return fail();
      await arrive(latency());
      let result = await apply();
      if (faults.strikes('calls', 'answer lost, tried again', 0.03)) {
        await arrive(rng.between(20, 1_600));
        result = await apply();
      }
      await invocation.sleep(latency());
      return invocation.endCall(name) ? result : never;

      /** A request that is on its way when its function dies arrives, or not. */
      function arrive(milliseconds: number): Promise<void> {
        return new Promise((resolve) => {
          scheduler.after(milliseconds, () => {
            if (!invocation.isOver || rng.hits(0.5)) resolve();
          });
        });
      }

      async function fail(): Promise<never> {
        const isHanging = rng.hits(0.3);
        await arrive(isHanging ? rng.between(0, 4_000) : rng.between(1, 200));
        const isApplied = rng.hits(0.5);
        faults.count(
          `call failed ${isApplied ? 'after' : 'before'} its effect${isHanging ? ', after 5 s' : ''}`,
        );
        if (isApplied) await (rng.hits(0.5) ? apply() : applyInPart());
        await invocation.sleep(isHanging ? GIVEN_UP_MS - 4_000 : rng.between(1, 200));
        if (!invocation.endCall(name)) return never;
        trace(() => `  ${invocation.name} ${name} failed`);
        throw new CallFailed(name);
      }
    },
  };
}
