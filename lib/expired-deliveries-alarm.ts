import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';

export interface ExpiredDeliveriesAlarmProps {
  /** The function that closes the connections of deliveries that were too late. */
  readonly expire: IFunction;
}

/** Goes off when a delivery was too late for its recipients: the account's quotas are too low for its audiences. */
export class ExpiredDeliveriesAlarm extends Construct {
  constructor(scope: Construct, id: string, { expire }: ExpiredDeliveriesAlarmProps) {
    super(scope, id);
    new Alarm(this, 'Alarm', {
      alarmDescription: 'Deliveries expired and their connections were closed: see docs/scaling.md',
      metric: expire.metricInvocations({ period: Duration.minutes(5) }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
