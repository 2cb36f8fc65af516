import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readDefaultTemplate } from './default-chat.ts';
import { findFunction, findOne, findTable, type Resource, show } from './template-parts.ts';

interface Metric {
  readonly Namespace: string;
  readonly MetricName: string;
  readonly Dimensions?: readonly { readonly Name: string; readonly Value: unknown }[];
}

const alarmsOf = (template: Template) =>
  Object.values(template.findResources('AWS::CloudWatch::Alarm')) as unknown as Resource[];

/** The metrics behind an alarm, or several that it adds up. */
const metricsOf = ({ Properties }: Resource): Metric[] =>
  Properties.Metrics
    ? Properties.Metrics.flatMap((one: { MetricStat?: { Metric: Metric } }) => one.MetricStat?.Metric ?? [])
    : [Properties];

const isOfSweeps = ({ Properties }: Resource) => Properties.AlarmDescription.startsWith('Nobody looks for');

const describeMetric = ({ Namespace, MetricName, Dimensions = [] }: Metric) =>
  [Namespace, MetricName, ...Dimensions.map(({ Value }) => show(Value))].join(' ');

describe('the alarms', () => {
  let template: Template;

  beforeAll(() => {
    template = readDefaultTemplate();
  });

  test('watch what nobody else tells of: lateness, loss, throttles, faults, and that nobody looks for what is late', () => {
    const [expire, deliver] = [findFunction(template, 'Expire').id, findFunction(template, 'Deliver').id];
    const [connections, messages] = [
      findTable(template, 'Connections').id,
      findTable(template, 'Messages').id,
    ];
    const api = Object.keys(template.findResources('AWS::ApiGatewayV2::Api'))[0];
    expect(alarmsOf(template).flatMap(metricsOf).map(describeMetric).sort()).toEqual([
      `AWS/ApiGateway ExecutionError <${api}> chat`,
      `AWS/ApiGateway IntegrationError <${api}> chat`,
      `AWS/DynamoDB ReadThrottleEvents <${connections}>`,
      `AWS/DynamoDB WriteThrottleEvents <${connections}>`,
      `AWS/DynamoDB WriteThrottleEvents <${messages}>`,
      `AWS/Lambda AsyncEventAge <${deliver}>`,
      `AWS/Lambda AsyncEventsDropped <${expire}>`,
      `AWS/Lambda Invocations <${deliver}>`,
      `AWS/Lambda Invocations <${expire}>`,
      'AWS/Lambda Throttles',
      'Chat-Alarms FailedCommands',
    ]);
  });

  // Beyond ten metrics of an account CloudWatch charges $0.10 a month for each: docs/deploying.md says so.
  test('have eleven metrics, as the documents say', () => {
    expect(alarmsOf(template).flatMap(metricsOf)).toHaveLength(11);
  });

  test('go off by something, not by nothing: an idle chat has no data', () => {
    for (const alarm of alarmsOf(template).filter((one) => !isOfSweeps(one))) {
      expect(alarm.Properties.TreatMissingData).toBe('notBreaching');
    }
  });

  // There is one each minute: no data is the fault.
  test('but that of the sweeps goes off by nothing, in two periods one behind the other', () => {
    const [alarm, ...others] = alarmsOf(template).filter(isOfSweeps);
    expect(others).toEqual([]);
    expect(alarm?.Properties).toMatchObject({
      TreatMissingData: 'breaching',
      ComparisonOperator: 'LessThanThreshold',
      Threshold: 1,
      EvaluationPeriods: 2,
      Period: 300,
    });
  });

  test.each(['Message', 'Deliver'] as const)('count what the function %s logs as an error', (name) => {
    template.hasResourceProperties('AWS::Logs::MetricFilter', {
      LogGroupName: { Ref: findOne(template, 'AWS::Logs::LogGroup', `Functions${name}`).id },
      FilterPattern: '{ $.level = "ERROR" }',
      MetricTransformations: [
        { MetricName: 'FailedCommands', MetricNamespace: 'Chat-Alarms', MetricValue: '1' },
      ],
    });
  });

  test('tell nobody by default', () => {
    for (const { Properties } of alarmsOf(template)) expect(Properties.AlarmActions).toBeUndefined();
  });
});
