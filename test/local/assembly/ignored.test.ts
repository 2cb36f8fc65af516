import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readSmallApi } from '../fixtures/read-small-api.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import { describeFunction, describeSmallApi, type TemplateResources } from '../fixtures/write-assembly.ts';

let temporary: TemporaryDirectory;
beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
});
afterAll(() => temporary.remove());

const read = (more: TemplateResources, runsWhatCan = false) =>
  readSmallApi(temporary.path, more, runsWhatCan);

const route = (properties: Record<string, unknown>): TemplateResources => ({
  Route: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: { ...describeSmallApi().Route?.Properties, ...properties },
  },
});
const refersTo = (value: unknown) => describeFunction({ Environment: { Variables: { VALUE: value } } });

describe('what a run does without is told', () => {
  test.each<[string, TemplateResources, RegExp]>([
    ['an API key', route({ ApiKeyRequired: true }), /^The route "\$default" \("Route"\) asks nobody for/],
    ['a model', route({ RequestModels: { 'a/b': 'M' } }), /takes messages that its model refuses\.$/],
    [
      'a parameter in SSM',
      { Motd: { Type: 'AWS::SSM::Parameter', Properties: { Name: '/motd', Value: 'hi' } } },
      /^"Motd" \(AWS::SSM::Parameter\): functions can't ask for it/,
    ],
    [
      'uploads that invoke a function',
      {
        Uploads: {
          Type: 'AWS::Lambda::Permission',
          Properties: {
            Action: 'lambda:InvokeFunction',
            FunctionName: { Ref: 'Answer' },
            Principal: 's3.amazonaws.com',
          },
        },
      },
      /^"Uploads" lets s3\.amazonaws\.com invoke Small-Answer, which nothing here does\.$/,
    ],
    [
      'files that are copied to where nobody looks',
      {
        Copy: {
          Type: 'Custom::CDKBucketDeployment',
          Properties: { SourceObjectKeys: ['code.zip'], DestinationBucketName: 'elsewhere' },
        },
      },
      /^"Copy" \(Custom::CDKBucketDeployment\): what it would do is not done\.$/,
    ],
    ['a custom resource', { Seed: { Type: 'Custom::Seed' } }, /^"Seed" \(Custom::Seed\): what it would do/],
  ])('%s', async (_name, resources, sentence) => {
    expect((await read(resources)).ignored).toEqual([expect.stringMatching(sentence)]);
  });

  test('but not what makes no difference', async () => {
    const emptied = { Type: 'Custom::S3AutoDeleteObjects' };
    expect((await read({ Role: { Type: 'AWS::IAM::Role' }, Emptied: emptied })).ignored).toEqual([]);
  });
});

test("a route's own throttle holds", async () => {
  const { api } = await read({
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: {
        StageName: 'live',
        RouteSettings: { $default: { ThrottlingRateLimit: 3, ThrottlingBurstLimit: 2 } },
      },
    },
  });
  expect(api.stage.routeThrottles?.get('$default')).toEqual({ rateLimit: 3, burstLimit: 2 });
});

describe('a refusal names the route, the resource and the stack', () => {
  test.each<[string, TemplateResources, RegExp]>([
    [
      'of a function',
      { Answer: describeFunction({ Runtime: 'python3.13' }) },
      /^route "\$default", stack "Small", "Integration" \(.*\), IntegrationUri: "Answer" .* python3\.13/,
    ],
    [
      'of an integration',
      { Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationType: 'MOCK' } } },
      /^route "\$default": "Integration" \(.*\) of the stack "Small" is of type MOCK/,
    ],
    [
      'of a reference',
      { Queue: { Type: 'AWS::SQS::Queue' }, Sender: refersTo({ Ref: 'Queue' }) },
      /^stack "Small", "Sender" \(AWS::Lambda::Function\), Environment: "Queue" is a AWS::SQS::Queue/,
    ],
  ])('%s', async (_name, resources, message) => {
    await expect(read(resources)).rejects.toThrow(message);
    await expect(read(resources)).rejects.toThrow(/--partial/);
  });
});

describe('when what can be run is to be run', () => {
  test('a route that cannot is kept, and answers nobody', async () => {
    const { api, leftOut } = await read(
      { Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationType: 'MOCK' } } },
      true,
    );
    expect(api.routes.get('$default')?.unserved).toMatch(/is of type MOCK/);
    expect(leftOut).toEqual([expect.stringMatching(/^route "\$default": .*MOCK/)]);
  });

  test('a route that nobody may use without IAM is not opened to all', async () => {
    const { api } = await read(route({ AuthorizationType: 'AWS_IAM' }), true);
    expect(api.routes.get('$default')?.unserved).toMatch(/authorization of type AWS_IAM/);
  });

  test('an HTTP API and its routes are left out', async () => {
    const { api, leftOut } = await read(
      {
        Http: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } },
        HttpStage: {
          Type: 'AWS::ApiGatewayV2::Stage',
          Properties: { ApiId: { Ref: 'Http' }, StageName: '$default' },
        },
        HttpRoute: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: { ApiId: { Ref: 'Http' }, RouteKey: 'GET /' },
        },
      },
      true,
    );
    expect([...api.routes.keys()]).toEqual(['$default']);
    expect(leftOut).toEqual([expect.stringMatching(/"Http" is an HTTP API .* stack "Small"/)]);
  });

  test('triggers, other runtimes and references to what is not here are each told, once', async () => {
    const { functions, leftOut } = await read(
      {
        Source: { Type: 'AWS::Lambda::EventSourceMapping' },
        Queue: { Type: 'AWS::SQS::Queue' },
        Python: describeFunction({ Runtime: 'python3.13' }),
        Sender: refersTo({ 'Fn::Join': ['', [{ Ref: 'Queue' }, { Ref: 'Queue' }, { Ref: 'Python' }]] }),
      },
      true,
    );
    expect(functions.map(({ logicalId }) => logicalId)).toEqual(['Answer', 'Sender']);
    expect(functions[1]?.environment.VALUE).toBe('Small-QueueSmall-QueueSmall-Python');
    expect(leftOut).toEqual([
      expect.stringMatching(/"Source" \(AWS::Lambda::EventSourceMapping\)/),
      expect.stringMatching(/"Queue" is a AWS::SQS::Queue/),
      expect.stringMatching(/"Python" .* python3\.13/),
    ]);
  });
});
