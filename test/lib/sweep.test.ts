import { expect, test } from '@jest/globals';
import { readDefaultTemplate } from './default-chat.ts';
import { findFunction, findOne } from './template-parts.ts';

test('a rule that costs nothing has deliver look each minute for what is late, and may invoke no other function', () => {
  const template = readDefaultTemplate();
  const deliver = { 'Fn::GetAtt': [findFunction(template, 'Deliver').id, 'Arn'] };
  const rule = findOne(template, 'AWS::Events::Rule');
  expect(rule.Properties).toMatchObject({
    ScheduleExpression: 'rate(1 minute)',
    State: 'ENABLED',
    Targets: [
      {
        Arn: deliver,
        Input: '{"type":"sweep"}',
        RetryPolicy: { MaximumEventAgeInSeconds: 60, MaximumRetryAttempts: 0 },
      },
    ],
  });
  template.hasResourceProperties('AWS::Lambda::Permission', {
    Principal: 'events.amazonaws.com',
    Action: 'lambda:InvokeFunction',
    FunctionName: deliver,
    SourceArn: { 'Fn::GetAtt': [rule.id, 'Arn'] },
  });
});
