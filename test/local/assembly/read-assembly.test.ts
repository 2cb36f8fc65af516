// biome-ignore-all lint/suspicious/noTemplateCurlyInString: it is CloudFormation's syntax.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readAssembly } from '../../../local/assembly/read-assembly.ts';
import { makeTemporaryDirectory, type TemporaryDirectory } from '../fixtures/temporary-directory.ts';
import {
  describeFunction,
  describeSmallApi,
  type TemplateResources,
  writeAssembly,
} from '../fixtures/write-assembly.ts';

let temporary: TemporaryDirectory;
beforeAll(async () => {
  temporary = await makeTemporaryDirectory();
});
afterAll(() => temporary.remove());

async function read(more: TemplateResources = {}, outputs: Record<string, unknown> = {}) {
  const directory = await writeAssembly(temporary.path, { ...describeSmallApi(), ...more }, outputs);
  return readAssembly({ directory });
}

describe('what is read from an assembly', () => {
  test('the API, its stage and its routes', async () => {
    const { api } = await read();
    expect(api).toMatchObject({
      region: 'eu-west-1',
      accountId: '111122223333',
      stage: { name: 'live', variables: {} },
      routeSelectionExpression: '$request.body.type',
    });
    expect(api.routes.get('$default')).toEqual({
      routeKey: '$default',
      functionName: 'Small-Answer',
      integrationTimeoutMs: 29_000,
      returnsResponse: false,
    });
  });

  test('a user pool, where its clients may lead back to, and the host of its sign-in pages', async () => {
    const { userPools, hosts } = await read(
      {
        Users: { Type: 'AWS::Cognito::UserPool', Properties: {} },
        Page: {
          Type: 'AWS::Cognito::UserPoolClient',
          Properties: {
            UserPoolId: { Ref: 'Users' },
            // No local run has a load balancer: the address is made up, and the run starts.
            CallbackURLs: ['https://a.example/', { 'Fn::GetAtt': ['Balancer', 'DNSName'] }],
            LogoutURLs: ['https://a.example/bye'],
            AllowedOAuthScopes: ['openid'],
          },
        },
        Program: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: { Ref: 'Users' } } },
        Domain: {
          Type: 'AWS::Cognito::UserPoolDomain',
          Properties: {
            UserPoolId: { Ref: 'Users' },
            Domain: {
              'Fn::Join': [
                '',
                ['chat-', { 'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }] }],
              ],
            },
          },
        },
        Look: { Type: 'AWS::Cognito::ManagedLoginBranding', Properties: { UserPoolId: { Ref: 'Users' } } },
        Balancer: { Type: 'AWS::ElasticLoadBalancingV2::LoadBalancer', Properties: {} },
      },
      { Page: { Value: { 'Fn::Sub': 'https://${Domain}.auth.${AWS::Region}.amazoncognito.com/login' } } },
    );
    const [pool] = userPools;
    expect(pool?.clients).toEqual([
      {
        clientId: expect.any(String),
        callbackUrls: ['https://a.example/', expect.any(String)],
        logoutUrls: ['https://a.example/bye'],
        scopes: ['openid'],
      },
      { clientId: expect.any(String), callbackUrls: [], logoutUrls: [], scopes: [] },
    ]);
    expect(pool?.domainHost).toBe('chat-local.auth.eu-west-1.amazoncognito.com');
    expect(hosts.signInPages).toEqual([{ host: pool?.domainHost, poolId: pool?.poolId }]);
  });

  test('a user pool’s domain of its owner’s, and pools without any', async () => {
    const custom = await read({
      Users: { Type: 'AWS::Cognito::UserPool', Properties: {} },
      Domain: {
        Type: 'AWS::Cognito::UserPoolDomain',
        Properties: {
          UserPoolId: { Ref: 'Users' },
          Domain: 'login.a.example',
          CustomDomainConfig: { CertificateArn: 'arn:aws:acm:us-east-1:111122223333:certificate/x' },
        },
      },
      Others: { Type: 'AWS::Cognito::UserPool', Properties: {} },
    });
    expect(custom.userPools.map(({ domainHost }) => domainHost)).toEqual(['login.a.example', undefined]);
  });

  test('names are the same at every reading', async () => {
    expect((await read()).api.apiId).toBe((await read()).api.apiId);
  });

  test('a throttle, a response and an authorizer of a route', async () => {
    const small = describeSmallApi();
    const { api } = await read({
      Stage: {
        Type: 'AWS::ApiGatewayV2::Stage',
        Properties: {
          StageName: 'live',
          DefaultRouteSettings: { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 2 },
        },
      },
      Route: {
        Type: 'AWS::ApiGatewayV2::Route',
        Properties: {
          ...small.Route?.Properties,
          RouteResponseSelectionExpression: '$default',
          AuthorizationType: 'CUSTOM',
          AuthorizerId: { Ref: 'Gate' },
        },
      },
      Response: { Type: 'AWS::ApiGatewayV2::RouteResponse', Properties: { RouteId: { Ref: 'Route' } } },
      Gate: {
        Type: 'AWS::ApiGatewayV2::Authorizer',
        Properties: {
          AuthorizerUri: small.Integration?.Properties?.IntegrationUri,
          IdentitySource: ['route.request.header.X'],
        },
      },
    });
    expect(api.stage.throttle).toEqual({ rateLimit: 5, burstLimit: 2 });
    expect(api.routes.get('$default')).toMatchObject({
      returnsResponse: true,
      authorizer: { functionName: 'Small-Answer', identitySources: ['route.request.header.X'] },
    });
  });

  test("a function's settings, with CloudFormation's defaults", async () => {
    const { functions } = await read({
      Worker: describeFunction({
        Timeout: 30,
        MemorySize: 512,
        ReservedConcurrentExecutions: 2,
        Environment: { Variables: { SELF: { 'Fn::Sub': '${AWS::StackName}' }, COUNT: 3 } },
      }),
      Config: {
        Type: 'AWS::Lambda::EventInvokeConfig',
        Properties: {
          FunctionName: { Ref: 'Worker' },
          MaximumEventAgeInSeconds: 60,
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Answer', 'Arn'] } } },
        },
      },
    });
    expect(functions[0]).toMatchObject({
      timeoutMs: 3000,
      memoryMb: 128,
      asynchronous: { maximumEventAgeMs: 21_600_000, maximumRetryAttempts: 2 },
    });
    expect(functions[1]).toMatchObject({
      name: 'Small-Worker',
      arn: 'arn:aws:lambda:eu-west-1:111122223333:function:Small-Worker',
      code: { path: join(temporary.path, 'asset.code') },
      timeoutMs: 30_000,
      memoryMb: 512,
      reservedConcurrency: 2,
      environment: { SELF: 'Small', COUNT: '3' },
      asynchronous: { maximumEventAgeMs: 60_000, maximumRetryAttempts: 0, onFailure: 'Small-Answer' },
    });
  });

  test.each(['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable'])('a table that is an %s', async (Type) => {
    const keys = [{ AttributeName: 'id', KeyType: 'HASH' }];
    const index = { IndexName: 'byId', KeySchema: keys, Projection: { ProjectionType: 'ALL' } };
    const { tables } = await read({
      Things: {
        Type,
        Properties: {
          TableName: 'things',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: keys,
          GlobalSecondaryIndexes: [{ ...index, ContributorInsightsSpecification: { Enabled: true } }],
          TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
          PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
        },
      },
    });
    expect(tables).toEqual([
      {
        logicalId: 'Things',
        ttlAttribute: 'ttl',
        input: {
          TableName: 'things',
          AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
          KeySchema: keys,
          BillingMode: 'PAY_PER_REQUEST',
          GlobalSecondaryIndexes: [index],
        },
      },
    ]);
  });

  test.each([
    ['s3:GetObject', 403],
    [['s3:GetObject', 's3:ListBucket'], 404],
  ])(
    'a bucket’s files, and what is said of missing ones when CloudFront may %s',
    async (Action, missingStatus) => {
      const Principal = { Service: 'cloudfront.amazonaws.com' };
      // Whoever else may list it changes nothing.
      const other = { Effect: 'Allow', Action: 's3:List*', Principal: { AWS: 'arn:aws:iam::1:role/x' } };
      const Statement = [other, { Effect: 'Allow', Action, Principal }];
      const { distributions } = await read({
        Pages: { Type: 'AWS::S3::Bucket' },
        Policy: {
          Type: 'AWS::S3::BucketPolicy',
          Properties: { Bucket: { Ref: 'Pages' }, PolicyDocument: { Statement } },
        },
        Copy: {
          Type: 'Custom::CDKBucketDeployment',
          Properties: { DestinationBucketName: { Ref: 'Pages' }, SourceObjectKeys: ['code.zip'] },
        },
        Front: {
          Type: 'AWS::CloudFront::Distribution',
          Properties: {
            DistributionConfig: {
              Origins: [{ Id: 'it', DomainName: { 'Fn::GetAtt': ['Pages', 'RegionalDomainName'] } }],
              DefaultCacheBehavior: { TargetOriginId: 'it' },
            },
          },
        },
      });
      expect(distributions[0]?.behaviors[0]?.bucket).toEqual({ files: new Map(), missingStatus });
    },
  );

  test('what API Gateway may invoke, by the permissions', async () => {
    const { mayInvoke } = await read({ Other: describeFunction() });
    expect(mayInvoke('Small-Answer', '$default')).toBe(true);
    expect(mayInvoke('Small-Answer', '$connect')).toBe(false);
    expect(mayInvoke('Small-Answer')).toBe(false);
    expect(mayInvoke('Small-Other', '$default')).toBe(false);
  });

  test('outputs, also those that name what does not exist here', async () => {
    const outputs = { Bucket: { Value: { Ref: 'Pages' } }, Stage: { Value: { Ref: 'Stage' } } };
    const stack = await read({ Pages: { Type: 'AWS::S3::Bucket' } }, outputs);
    expect(stack.outputs).toEqual({ Bucket: 'Small-Pages', Stage: 'live' });
  });

  test('what does not matter is listed and passed over', async () => {
    const stack = await read({ Role: { Type: 'AWS::IAM::Role' }, Queue: { Type: 'AWS::SQS::Queue' } });
    expect(stack.passedOver).toEqual([
      { logicalId: 'Role', type: 'AWS::IAM::Role' },
      { logicalId: 'Queue', type: 'AWS::SQS::Queue' },
    ]);
  });
});

describe('what matters and is not supported is named', () => {
  const refersTo = (value: unknown) => describeFunction({ Environment: { Variables: { VALUE: value } } });
  test.each<[string, TemplateResources, RegExp]>([
    [
      'a queue that a function refers to',
      { Queue: { Type: 'AWS::SQS::Queue' }, Sender: refersTo({ Ref: 'Queue' }) },
      /"Queue" is a AWS::SQS::Queue, which/,
    ],
    [
      'a trigger',
      { Source: { Type: 'AWS::Lambda::EventSourceMapping' } },
      /"Source" \(AWS::Lambda::EventSourceMapping\)/,
    ],
    [
      'a nested stack',
      { Below: { Type: 'AWS::CloudFormation::Stack' } },
      /"Below" \(AWS::CloudFormation::Stack\)/,
    ],
    [
      'an HTTP API',
      { Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP' } } },
      /"Api" is an HTTP API/,
    ],
    [
      'a second API',
      { Api2: describeSmallApi().Api as TemplateResources[string] },
      /one WebSocket API.*"Api", "Api2"/,
    ],
    [
      'a route that uses a function in Python',
      { Answer: describeFunction({ Runtime: 'python3.13' }) },
      /"Answer" \(AWS::Lambda::Function\) has the runtime python3.13/,
    ],
    [
      'a route to something else than a function',
      { Integration: { Type: 'AWS::ApiGatewayV2::Integration', Properties: { IntegrationType: 'MOCK' } } },
      /"Integration" \(AWS::ApiGatewayV2::Integration\) of the stack "Small" is of type MOCK/,
    ],
    [
      'a route with IAM authorization',
      {
        Route: {
          Type: 'AWS::ApiGatewayV2::Route',
          Properties: { ...describeSmallApi().Route?.Properties, AuthorizationType: 'AWS_IAM' },
        },
      },
      /"Route" .* authorization of type AWS_IAM/,
    ],
    [
      'a destination that is a queue',
      {
        Queue: { Type: 'AWS::SQS::Queue' },
        Config: {
          Type: 'AWS::Lambda::EventInvokeConfig',
          Properties: {
            FunctionName: { Ref: 'Answer' },
            DestinationConfig: { OnFailure: { Destination: { 'Fn::GetAtt': ['Queue', 'Arn'] } } },
          },
        },
      },
      /"Queue" is a AWS::SQS::Queue/,
    ],
    [
      'a reference to nothing',
      { Lost: refersTo({ Ref: 'Gone' }) },
      /refers to "Gone", which it doesn't define/,
    ],
  ])('%s', async (_name, resources, message) => {
    await expect(read(resources)).rejects.toThrow(message);
  });
});

describe('an assembly that cannot be run says what to do', () => {
  test('when there is none', async () => {
    await expect(readAssembly({ directory: join(temporary.path, 'nothing') })).rejects.toThrow(
      /synthesize it first/,
    );
  });

  test('when it holds several stacks', async () => {
    const directory = temporary.path;
    const stack = { type: 'aws:cloudformation:stack', properties: { templateFile: 'x.json' } };
    await writeFile(join(directory, 'x.json'), JSON.stringify({ Resources: describeSmallApi() }));
    await writeFile(
      join(directory, 'manifest.json'),
      JSON.stringify({ artifacts: { One: stack, Two: stack } }),
    );
    await expect(readAssembly({ directory })).rejects.toThrow(/several stacks \(One, Two\).*--stack NAME/);
    await expect(readAssembly({ directory, stack: 'Three' })).rejects.toThrow(
      /no stack "Three", but: One, Two/,
    );
  });

  test('when it needs a look-up in an account', async () => {
    const directory = temporary.path;
    await writeFile(join(directory, 'manifest.json'), JSON.stringify({ missing: [{ key: 'vpc' }] }));
    await expect(readAssembly({ directory })).rejects.toThrow(/\(vpc\).*cdk.context.json/);
  });
});
