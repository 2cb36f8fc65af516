import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSmallApi } from '../fixtures/read-small-api.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import type { TemplateResources } from '../fixtures/write-assembly.ts';

let temporary: TemporaryDirectory;
beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
});
afterAll(() => temporary.remove());

const read = (more: TemplateResources, runsWhatCan = false) =>
  readSmallApi(temporary.path, more, runsWhatCan);

const target = (more: Record<string, unknown> = {}) => ({
  Id: 'Target0',
  Arn: { 'Fn::GetAtt': ['Answer', 'Arn'] },
  ...more,
});
const permission = {
  Permission: {
    Type: 'AWS::Lambda::Permission',
    Properties: {
      Action: 'lambda:InvokeFunction',
      FunctionName: { 'Fn::GetAtt': ['Answer', 'Arn'] },
      Principal: 'events.amazonaws.com',
      SourceArn: { 'Fn::GetAtt': ['Clock', 'Arn'] },
    },
  },
};
const rule = (properties: Record<string, unknown> = {}): TemplateResources => ({
  Clock: {
    Type: 'AWS::Events::Rule',
    Properties: { ScheduleExpression: 'rate(5 minutes)', Targets: [target()], ...properties },
  },
});

describe('rules with a rate', () => {
  test('are read, with their functions and what those get', async () => {
    const { schedules, ignored } = await read({
      ...rule({ Targets: [target({ Input: '{"a":1}' }), target()] }),
      ...permission,
    });
    expect(schedules).toEqual([
      {
        logicalId: 'Clock',
        arn: 'arn:aws:events:eu-west-1:111122223333:rule/Small-Clock',
        region: 'eu-west-1',
        accountId: '111122223333',
        everyMs: 300_000,
        targets: [{ functionName: 'Small-Answer', input: '{"a":1}' }, { functionName: 'Small-Answer' }],
      },
    ]);
    expect(ignored).toEqual([]);
  });

  test.each([
    ['rate(1 minute)', 60_000],
    ['rate(2 hours)', 7_200_000],
    ['rate(1 day)', 86_400_000],
  ])('%s is %i ms', async (ScheduleExpression, everyMs) => {
    const { schedules } = await read({ ...rule({ ScheduleExpression }), ...permission });
    expect(schedules).toMatchObject([{ everyMs }]);
  });

  test('are passed over when they are disabled', async () => {
    expect((await read({ ...rule({ State: 'DISABLED' }), ...permission })).schedules).toEqual([]);
  });
});

describe('what a run can’t do for a rule is refused, by the rule’s name', () => {
  test.each<[string, TemplateResources, RegExp]>([
    [
      'a time of day',
      rule({ ScheduleExpression: 'cron(0 12 * * ? *)' }),
      /"Clock" \(.*\) isn't invoked at a rate/,
    ],
    [
      'events',
      rule({ ScheduleExpression: undefined, EventPattern: { source: ['aws.s3'] } }),
      /"Clock" \(AWS::Events::Rule\) isn't invoked at a rate/,
    ],
    [
      'a target that is no function',
      rule({ Targets: [target({ Arn: 'arn:aws:sqs:eu-west-1:111122223333:queue' })] }),
      /invokes arn:aws:sqs:eu-west-1:111122223333:queue, which isn't a function that runs here/,
    ],
    [
      'an input that is made of the event',
      rule({ Targets: [target({ InputPath: '$.detail' })] }),
      /makes its input of the event/,
    ],
  ])('%s', async (_, resources, problem) => {
    await expect(read({ ...resources, ...permission })).rejects.toThrow(problem);
    const { schedules, leftOut } = await read({ ...resources, ...permission }, true);
    expect(schedules.flatMap(({ targets }) => targets)).toEqual([]);
    expect(leftOut).toEqual([expect.stringMatching(problem)]);
  });

  // On AWS the deployment succeeds, and the function is never invoked.
  test('a function that doesn’t let EventBridge invoke it', async () => {
    await expect(read(rule())).rejects.toThrow(/may not invoke Small-Answer: no AWS::Lambda::Permission/);
  });
});
