import { type Calls, createTally } from './calls.ts';
import { checkFaultPlan, FaultPlanError, type StackNames } from './check-fault-plan.ts';
import type { FaultPlan } from './fault-plan.ts';
import { activatePlan, type InForce } from './in-force.ts';
import { realClock } from './interpose.mjs';
import type { DynamoDbTally, InterposedDatabase } from './interposed-database.ts';
import { answerInvocationFaultWith } from './invocation-faults.ts';
import { answerPostFaultWith } from './post-faults.ts';

/** A run's fault plan, which may change while it runs, and the calls that it counts. */
export interface Faults {
  /** What is in force in this thread; asked for each call, so it's a plain read. */
  current(): InForce | undefined;
  /**
   * Resolves when the plan holds for every new call.
   *
   * @throws FaultPlanError when it is wrong; then the one before goes on.
   */
  set(plan: FaultPlan | undefined): Promise<void>;
  /** @throws Error when the run has stopped. */
  calls(): Promise<Calls>;
}

export interface FaultsOptions {
  readonly names: StackNames;
  /** The thread that the functions' DynamoDB calls go through; absent when they go to another DynamoDB. */
  readonly database: InterposedDatabase | undefined;
  /** Whether to count, by function too, without a plan as well. */
  readonly recordsCalls: boolean;
  readonly randomId: () => string;
}

const nothing: DynamoDbTally = { operations: {}, struck: {}, byFunction: {} };

export function createFaults({ names, database, recordsCalls, randomId }: FaultsOptions): Faults {
  const functionNames = names.functions.map(({ name }) => name);
  const tally = createTally();
  let inForce: InForce | undefined;

  return {
    current: () => inForce,
    async set(plan) {
      if (plan && !database) {
        throw new FaultPlanError(
          'The functions of this run call another DynamoDB directly, so a plan comes too late: ' +
            'start the run with one ({} will do), or with recordCalls.',
        );
      }
      if (!plan && !recordsCalls) {
        await database?.interpose(undefined);
        inForce = undefined;
        return;
      }
      const checked = checkFaultPlan(plan ?? {}, names);
      const { seed, dynamodb } = checked;
      await database?.interpose({ seed, ...dynamodb, functionNames, isRecording: recordsCalls });
      inForce = activatePlan({
        plan: checked,
        clock: realClock,
        tally,
        ...(recordsCalls && { recordsFunctions: new Set(functionNames) }),
        answerPostFault: answerPostFaultWith(randomId),
        answerInvocationFault: answerInvocationFaultWith(randomId),
      });
    },
    async calls() {
      const inDatabase = (await database?.tally()) ?? nothing;
      const { struck, byFunction, ...counts } = structuredClone(tally);
      const callers = new Set([...Object.keys(byFunction), ...Object.keys(inDatabase.byFunction)]);
      return {
        ...counts,
        dynamodb: inDatabase.operations,
        struck: { ...struck, ...inDatabase.struck },
        byFunction: Object.fromEntries(
          [...callers].map((name) => [name, { ...inDatabase.byFunction[name], ...byFunction[name] }]),
        ),
      };
    },
  };
}
