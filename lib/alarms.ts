import { Duration } from 'aws-cdk-lib';
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import { FilterPattern } from 'aws-cdk-lib/aws-logs';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import type { ChatFunction } from './chat-function.ts';
import type { Functions } from './functions.ts';
import type { Tables } from './tables.ts';
import type { ChatWebSocketApi } from './web-socket-api.ts';

export interface AlarmsProps {
  readonly functions: Functions;
  readonly tables: Tables;
  readonly webSocket: ChatWebSocketApi;
  /** An SNS topic that is told. @default - the alarms show in CloudWatch alone */
  readonly topicArn?: string;
}

const PERIOD = Duration.minutes(5);

interface Watch {
  readonly metric: IMetric;
  readonly threshold?: number;
  readonly isMissing?: boolean;
}

const IF_THERE = {
  evaluationPeriods: 1,
  comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
  treatMissingData: TreatMissingData.NOT_BREACHING,
};
/** Two periods: a deployment that makes the rule last has none in the first. */
const IF_MISSING = {
  evaluationPeriods: 2,
  comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  treatMissingData: TreatMissingData.BREACHING,
};

/** What an operator should know of. Eleven metrics in all: CloudWatch charges for each, and not for the first ten of an account. */
export class Alarms extends Construct {
  private readonly action: SnsAction | undefined;

  constructor(scope: Construct, id: string, { functions, tables, webSocket, topicArn }: AlarmsProps) {
    super(scope, id);
    this.action = topicArn ? new SnsAction(Topic.fromTopicArn(this, 'Topic', topicArn)) : undefined;
    const { deliver, expire, message } = functions;

    this.add('ExpiredDeliveries', 'Deliveries came too late, and their connections were closed', {
      metric: expire.function.metricInvocations({ period: PERIOD }),
    });
    this.add('LostDeliveries', 'Deliveries came too late, and their connections could not be closed either', {
      metric: ofFunction('AsyncEventsDropped', expire.function.functionName),
    });
    this.add('DeliveryAge', 'Deliveries wait: at 60 s they are given up', {
      metric: ofFunction('AsyncEventAge', deliver.function.functionName, 'Maximum'),
      threshold: Duration.seconds(20).toMilliseconds(),
    });
    // Of the whole account, for the quota is the account's.
    this.add('Throttles', 'Lambdas were refused: the account has too few at once', {
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: 'Sum',
        period: PERIOD,
      }),
    });
    // Each minute there is one. None in ten: what functions die over is delivered by nobody.
    this.add('NoSweeps', 'Nobody looks for what was stored and not delivered: see the rule of Sweep', {
      metric: ofFunction('Invocations', deliver.function.functionName),
      isMissing: true,
    });
    // The functions themselves succeed whatever becomes of a command, so their errors would say nothing.
    const countErrors = ({ log }: ChatFunction) =>
      log.addMetricFilter('Errors', {
        filterPattern: FilterPattern.stringValue('$.level', '=', 'ERROR'),
        metricNamespace: this.node.path.replaceAll('/', '-'),
        metricName: 'FailedCommands',
      });
    // Both count for one metric.
    countErrors(deliver);
    this.add(
      'FailedCommands',
      'Commands or deliveries failed by no fault of their senders: see the logs of Message and Deliver',
      { metric: countErrors(message).metric({ statistic: 'Sum', period: PERIOD }) },
    );
    const ofStage = (metricName: string) =>
      new Metric({
        namespace: 'AWS/ApiGateway',
        metricName,
        dimensionsMap: { ApiId: webSocket.api.apiId, Stage: webSocket.stage.stageName },
        statistic: 'Sum',
        period: PERIOD,
      });
    // A few are refused handshakes of names that belong to others.
    this.add('ApiErrors', 'API Gateway could not have a handshake or a frame handled', {
      metric: sum({ failed: ofStage('IntegrationError'), refused: ofStage('ExecutionError') }),
      threshold: 10,
    });
    this.add('TableThrottles', 'DynamoDB refused reads or writes: a partition or a table is too busy', {
      metric: sum({
        connectionReads: ofTable('ReadThrottleEvents', tables.connections.tableName),
        connectionWrites: ofTable('WriteThrottleEvents', tables.connections.tableName),
        messageWrites: ofTable('WriteThrottleEvents', tables.messages.tableName),
      }),
    });
  }

  /** @param watch.isMissing whether it goes off where there is nothing to count, in two periods behind each other */
  private add(id: string, what: string, { metric, threshold = 1, isMissing = false }: Watch) {
    const alarm = new Alarm(this, id, {
      alarmDescription: `${what}. See docs/scaling.md`,
      metric,
      threshold,
      ...(isMissing ? IF_MISSING : IF_THERE),
    });
    if (this.action) alarm.addAlarmAction(this.action);
  }
}

const sum = (usingMetrics: Record<string, IMetric>) =>
  new MathExpression({ expression: Object.keys(usingMetrics).join(' + '), usingMetrics, period: PERIOD });

function ofFunction(metricName: string, FunctionName: string, statistic = 'Sum'): Metric {
  const dimensionsMap = { FunctionName };
  return new Metric({ namespace: 'AWS/Lambda', metricName, dimensionsMap, statistic, period: PERIOD });
}

function ofTable(metricName: string, TableName: string): Metric {
  const dimensionsMap = { TableName };
  return new Metric({
    namespace: 'AWS/DynamoDB',
    metricName,
    dimensionsMap,
    statistic: 'Sum',
    period: PERIOD,
  });
}
