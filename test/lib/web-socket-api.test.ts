import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readDefaultTemplate } from './default-chat.ts';
import { findFunction, findOne, show } from './template-parts.ts';

describe('the WebSocket API', () => {
  let template: Template;

  beforeAll(() => {
    template = readDefaultTemplate();
  });

  test('selects routes by the type of a frame', () => {
    template.hasResourceProperties('AWS::ApiGatewayV2::Api', {
      ProtocolType: 'WEBSOCKET',
      RouteSelectionExpression: '$request.body.type',
    });
  });

  test.each([
    ['$connect', 'Connect'],
    ['$disconnect', 'Disconnect'],
    ['$default', 'Message'],
  ] as const)('sends %s to the function %s, which it may invoke', (routeKey, name) => {
    const route = Object.values(
      template.findResources('AWS::ApiGatewayV2::Route', { Properties: { RouteKey: routeKey } }),
    );
    expect(route).toHaveLength(1);
    const integration = show(route[0]?.Properties.Target).replace(/^integrations\/<(.*)>$/, '$1');
    const { Properties } = findOne(template, 'AWS::ApiGatewayV2::Integration', integration);
    expect(Properties.IntegrationType).toBe('AWS_PROXY');
    const { id } = findFunction(template, name);
    expect(show(Properties.IntegrationUri)).toContain(`<${id}.Arn>/invocations`);
    template.hasResourceProperties('AWS::Lambda::Permission', {
      Action: 'lambda:InvokeFunction',
      Principal: 'apigateway.amazonaws.com',
      FunctionName: { 'Fn::GetAtt': [id, 'Arn'] },
    });
  });

  test('has these three routes and no more, so that the function answers unknown types itself', () => {
    template.resourceCountIs('AWS::ApiGatewayV2::Route', 3);
    template.resourceCountIs('AWS::ApiGatewayV2::RouteResponse', 0);
  });

  test('lets nobody but API Gateway and the sweep’s rule invoke a function, and that only for this API', () => {
    const { id } = findOne(template, 'AWS::ApiGatewayV2::Api');
    const all = Object.values(template.findResources('AWS::Lambda::Permission'));
    const isOfSweep = ({ Properties }: (typeof all)[number]) =>
      /^<Sweep\w+\.Arn>$/.test(show(Properties.SourceArn));
    expect(all.filter(isOfSweep)).toHaveLength(1);
    const permissions = all.filter((one) => !isOfSweep(one));
    expect(permissions).toHaveLength(4);
    for (const { Properties } of permissions) {
      expect(Properties.Principal).toBe('apigateway.amazonaws.com');
      expect(show(Properties.SourceArn)).toContain(`:<AWS::AccountId>:<${id}>/`);
    }
  });

  test('asks the authorizer at every handshake, with or without a token', () => {
    const authorizer = findOne(template, 'AWS::ApiGatewayV2::Authorizer');
    expect(authorizer.Properties.AuthorizerType).toBe('REQUEST');
    // With an identity source, a handshake without the header would get 401 and the authorizer would not run.
    expect(authorizer.Properties.IdentitySource ?? []).toEqual([]);
    expect(show(authorizer.Properties.AuthorizerUri)).toContain(
      `<${findFunction(template, 'Authorizer').id}.Arn>`,
    );
    template.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: '$connect',
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: authorizer.id },
    });
  });

  test('deploys its one stage by itself, throttled, without access logs or a trace of the content', () => {
    const { Properties } = findOne(template, 'AWS::ApiGatewayV2::Stage');
    expect(Properties).toMatchObject({
      AutoDeploy: true,
      StageName: 'chat',
      DefaultRouteSettings: { ThrottlingRateLimit: 2_000, ThrottlingBurstLimit: 1_000 },
    });
    expect(Properties.AccessLogSettings).toBeUndefined();
    expect(JSON.stringify(Properties)).not.toMatch(/DataTraceEnabled|LoggingLevel/);
  });

  test('needs no account-level role of API Gateway', () => {
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });
});
