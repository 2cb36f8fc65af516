import { Duration } from 'aws-cdk-lib';
import { Rule, RuleTargetInput, Schedule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { Construct } from 'constructs';
import type { ChatFunction } from './chat-function.ts';

export interface SweepProps {
  readonly deliver: ChatFunction;
}

/**
 * The clock that has what nobody delivered looked for. A rule of EventBridge: those on a schedule cost nothing, where its
 * Scheduler charges for each invocation.
 */
export class Sweep extends Construct {
  constructor(scope: Construct, id: string, { deliver }: SweepProps) {
    super(scope, id);
    new Rule(this, 'EachMinute', {
      description: 'Has what functions stored and did not deliver delivered by others',
      schedule: Schedule.rate(Duration.minutes(1)),
      targets: [
        new LambdaFunction(deliver.function, {
          event: RuleTargetInput.fromObject({ type: 'sweep' }),
          // One that can't be handed to Lambda is the next minute's.
          maxEventAge: Duration.minutes(1),
          retryAttempts: 0,
        }),
      ],
    });
  }
}
