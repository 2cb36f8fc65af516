import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { writeContentSecurityPolicy } from '../../lib/front-door/content-security-policy.ts';
import { readDefaultTemplate } from './default-chat.ts';
import { CHAT, CHAT_ORIGIN } from './front-door/chat-behavior.ts';
import { synthesizeChat } from './synthesize-chat.ts';
import {
  distributionOf,
  FUNCTIONS,
  findFunction,
  findOne,
  findTable,
  outputsOf,
  show,
  variablesOf,
} from './template-parts.ts';
import { findUsedVariables } from './used-variables.ts';

// All that a setting changes in the template is in this one file, as it takes a file nine seconds to load CDK and its checks.

const STAGE = { throttleRate: '50', throttleBurst: 20, accessLogs: 'true', logRetentionDays: '7' };
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ops';

// First, as one of these has a resource of every type: CDK loads its rules again for a template with a new one.
describe('every text of the template', () => {
  // Descriptions and comments with other characters are refused by some services, and shown as `?` by others.
  test('is ASCII', () => {
    const settings = { originSecret: 'x'.repeat(32), accessLogs: true, requestsPerFiveMinutes: 100 };
    const chosen = [settings, { cloudFront: false }].map(synthesizeChat);
    for (const template of [readDefaultTemplate(), ...chosen]) {
      const text = JSON.stringify(template.toJSON());
      expect(text.match(/.{0,40}[^ -~].{0,40}/)?.[0]).toBeUndefined();
    }
  });
});

describe('a stack whose API is shut', () => {
  const secrets = ['x'.repeat(32), 'y'.repeat(32)];
  let template: Template;

  beforeAll(() => {
    template = synthesizeChat({ originSecret: secrets.join(',') });
  });

  test('has CloudFront send the first secret, and the authorizer take all', () => {
    const { Origins } = findOne(template, 'AWS::CloudFront::Distribution').Properties.DistributionConfig;
    const sent = Origins.map((origin: { OriginCustomHeaders?: unknown }) => origin.OriginCustomHeaders);
    // The page's bucket, and the API.
    expect(sent).toEqual([undefined, [{ HeaderName: 'X-Origin-Secret', HeaderValue: secrets[0] }]]);
    expect(variablesOf(template, 'Authorizer').ORIGIN_SECRETS).toBe(secrets.join(','));
  });

  test('shows neither the secret nor the URL that is shut', () => {
    expect(outputsOf(template)).not.toHaveProperty('ApiUrl');
    expect(JSON.stringify(outputsOf(template))).not.toContain(secrets[0]);
  });
});

describe('a stack without CloudFront', () => {
  test('puts out the API’s own URL as the one to connect to', () => {
    const template = synthesizeChat({ cloudFront: 'false' });
    template.resourceCountIs('AWS::CloudFront::Distribution', 0);
    template.resourceCountIs('AWS::CloudFront::Function', 0);
    template.resourceCountIs('AWS::S3::Bucket', 0);
    const api = findOne(template, 'AWS::ApiGatewayV2::Api').id;
    expect(outputsOf(template).ChatUrl).toBe(
      `wss://<${api}>.execute-api.<AWS::Region>.<AWS::URLSuffix>/chat`,
    );
    expect(outputsOf(template)).not.toHaveProperty('ApiUrl');
    expect(outputsOf(template)).not.toHaveProperty('PageUrl');
  });
});

describe('a stack without any page', () => {
  test('has no sign-in pages, and tokens by the API alone, which last as long as they do by default', () => {
    const template = synthesizeChat({ cloudFront: 'false' });
    template.resourceCountIs('AWS::Cognito::UserPoolDomain', 0);
    template.resourceCountIs('AWS::Cognito::ManagedLoginBranding', 0);
    const { Properties } = findOne(template, 'AWS::Cognito::UserPoolClient');
    expect(Properties).not.toHaveProperty('CallbackURLs');
    expect(Properties).not.toHaveProperty('RefreshTokenValidity');
    expect(Properties.AllowedOAuthFlowsUserPoolClient).toBe(false);
    expect(outputsOf(template)).not.toHaveProperty('SignInDomain');
  });
});

describe('pages elsewhere', () => {
  const pages = ['https://chat.example/', 'http://localhost:5173/'];

  test('may sign in beside the one of CloudFront’s address', () => {
    const template = synthesizeChat({ pageUrls: pages.join(','), signInDomainPrefix: 'my-chat' });
    const { Properties } = findOne(template, 'AWS::Cognito::UserPoolClient');
    const own = `https://<${findOne(template, 'AWS::CloudFront::Distribution').id}.DomainName>/`;
    expect(Properties.CallbackURLs.map(show)).toEqual([own, ...pages]);
    expect(Properties.LogoutURLs.map(show)).toEqual([own, ...pages]);
    expect(findOne(template, 'AWS::Cognito::UserPoolDomain').Properties.Domain).toBe('my-chat');
    expect(outputsOf(template).SignInDomain).toBe('https://my-chat.auth.<AWS::Region>.amazoncognito.com');
  });

  test('may sign in without CloudFront', () => {
    const template = synthesizeChat({ cloudFront: false, pageUrls: pages[0] });
    expect(findOne(template, 'AWS::Cognito::UserPoolClient').Properties.CallbackURLs).toEqual([pages[0]]);
  });
});

describe('a stack with an issuer of one’s own', () => {
  const issuer = { tokenIssuer: 'https://login.example.com/', tokenAudiences: 'chat,chat-admin' };

  test('makes no user pool, and puts none out', () => {
    const template = synthesizeChat(issuer);
    template.resourceCountIs('AWS::Cognito::UserPool', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolClient', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolDomain', 0);
    expect(Object.keys(outputsOf(template)).sort()).toEqual(['ApiUrl', 'ChatUrl', 'PageUrl', 'TokenIssuer']);
    expect(outputsOf(template).TokenIssuer).toBe('https://login.example.com/');
  });

  test.each(['Authorizer', 'Message'] as const)('tells %s whose tokens to take', (name) => {
    const variables = variablesOf(synthesizeChat(issuer), name);
    expect(variables).toMatchObject({
      TOKEN_ISSUER: 'https://login.example.com/',
      TOKEN_AUDIENCES: 'chat,chat-admin',
      TOKEN_JWKS_URI: 'https://login.example.com/.well-known/jwks.json',
      USERNAME_CLAIM: 'sub',
    });
    expect(variables).not.toHaveProperty('TOKEN_USE');
  });

  test('takes the keys, the claim and the token use that it is told', () => {
    const settings = { tokenJwksUri: 'https://keys.example.com/k', usernameClaim: 'nick', tokenUse: 'id' };
    const template = synthesizeChat({ ...issuer, ...settings });
    expect(variablesOf(template, 'Message')).toMatchObject({
      TOKEN_JWKS_URI: 'https://keys.example.com/k',
      USERNAME_CLAIM: 'nick',
      TOKEN_USE: 'id',
    });
  });
});

describe('the settings of the chat', () => {
  test('reach the functions as chosen', () => {
    const template = synthesizeChat({
      blockPolicy: 'silent',
      retentionDays: '7',
      connectionsPerUser: '3',
      commandsPerSecond: 50,
      commandBurst: '60',
      pageItems: 25,
      tokenRequired: 'true',
      messageConcurrency: '40',
      logRetentionDays: 90,
    });
    expect(variablesOf(template, 'Message')).toMatchObject({ BLOCK_POLICY: 'silent' });
    expect(variablesOf(template, 'Connect')).toMatchObject({ CONNECTIONS_PER_USER: '3' });
    const kept = { CONNECTIONS_PER_USER: '3', RETENTION_DAYS: '7' };
    expect(variablesOf(template, 'Deliver')).toMatchObject(kept);
    expect(variablesOf(template, 'Message')).toMatchObject({
      ...kept,
      COMMANDS_PER_SECOND: '50',
      COMMAND_BURST: '60',
      PAGE_ITEMS: '25',
    });
    expect(variablesOf(template, 'Authorizer').TOKEN_REQUIRED).toBe('true');
    expect(findFunction(template, 'Message').Properties.ReservedConcurrentExecutions).toBe(40);
    template.allResourcesProperties('AWS::Logs::LogGroup', { RetentionInDays: 90 });
  });
});

describe('whom users may search for', () => {
  const issuer = { tokenIssuer: 'https://login.example.com', tokenAudiences: 'chat' };

  test.each([
    ['everybody, with the stack’s own pool', {}, 'open'],
    ['nobody, with another issuer, as names may be addresses there', issuer, 'off'],
    ['whom the operator says', { ...issuer, directory: 'friends' }, 'friends'],
  ])('is %s', (_, settings, expected) => {
    expect(variablesOf(synthesizeChat(settings), 'Message').DIRECTORY).toBe(expected);
  });
});

describe.each(FUNCTIONS)('the environment of %s', (name) => {
  test('has just the variables that its code reads, and all of them, when every setting is given', () => {
    const template = synthesizeChat({
      originSecret: 'x'.repeat(32),
      allowedOrigins: 'https://chat.example.com',
      accountRate: 50_000,
      accountBurst: 25_000,
    });
    expect(Object.keys(variablesOf(template, name)).sort()).toEqual(findUsedVariables(name.toLowerCase()));
  });
});

describe('the alarms', () => {
  test('tell a topic when there is one', () => {
    const template = synthesizeChat({ alarmTopicArn: TOPIC });
    const alarms = Object.values(template.findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(0);
    for (const { Properties } of alarms) expect(Properties?.AlarmActions).toEqual([TOPIC]);
  });
});

describe('the tables and users that outlive the stack', () => {
  test('can be kept from being deleted by anybody', () => {
    const template = synthesizeChat({ deletionProtection: 'true' });
    for (const name of ['People', 'Messages'] as const) {
      const { Properties } = findTable(template, name);
      expect(Properties.Replicas[0].DeletionProtectionEnabled).toBe(true);
    }
    expect(findTable(template, 'Connections').Properties.Replicas[0].DeletionProtectionEnabled).not.toBe(
      true,
    );
    expect(findOne(template, 'AWS::Cognito::UserPool').Properties.DeletionProtection).toBe('ACTIVE');
  });
});

describe('the stage’s settings', () => {
  test('set its throttling, its access logs and for how long they are kept', () => {
    const template = synthesizeChat(STAGE);
    const { Properties } = findOne(template, 'AWS::ApiGatewayV2::Stage');
    expect(Properties.DefaultRouteSettings).toMatchObject({
      ThrottlingRateLimit: 50,
      ThrottlingBurstLimit: 20,
    });
    const log = findOne(template, 'AWS::Logs::LogGroup', 'WebSocket');
    expect(log.Properties.RetentionInDays).toBe(7);
    template.hasResourceProperties('AWS::ApiGatewayV2::Stage', {
      AccessLogSettings: { DestinationArn: { 'Fn::GetAtt': [log.id, 'Arn'] }, Format: Match.anyValue() },
    });
  });
});

describe('a stack without a page', () => {
  test('has the chat for every path, and nothing of the page’s', () => {
    const bare = synthesizeChat({ page: 'false' });
    const { DefaultCacheBehavior, CacheBehaviors, Origins, DefaultRootObject } = distributionOf(bare);
    expect(DefaultCacheBehavior).toMatchObject(CHAT);
    expect([CacheBehaviors, DefaultRootObject]).toEqual([undefined, undefined]);
    expect(Origins).toMatchObject([CHAT_ORIGIN]);
    for (const type of ['AWS::S3::Bucket', 'Custom::CDKBucketDeployment', 'AWS::Lambda::LayerVersion']) {
      bare.resourceCountIs(type, 0);
    }
    expect(Object.keys(outputsOf(bare))).not.toContain('PageUrl');
    expect(findOne(bare, 'AWS::CloudFront::Distribution').id).toBe('EdgeDistribution0060737B');
  });
});

describe('a domain of one’s own', () => {
  const certificateArn =
    'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012';

  test('is the distribution’s, in all URLs, with a minimum of TLS 1.2', () => {
    const own = synthesizeChat({ domainName: 'chat.example.com', certificateArn });
    expect(distributionOf(own)).toMatchObject({
      Aliases: ['chat.example.com'],
      ViewerCertificate: {
        AcmCertificateArn: certificateArn,
        MinimumProtocolVersion: 'TLSv1.2_2021',
        SslSupportMethod: 'sni-only',
      },
    });
    expect(outputsOf(own)).toMatchObject({
      ChatUrl: 'wss://chat.example.com/ws/chat/lobby/',
      PageUrl: 'https://chat.example.com/',
      DnsTarget: `<${findOne(own, 'AWS::CloudFront::Distribution').id}.DomainName>`,
    });
  });
});

describe('a web firewall', () => {
  test('is the operator’s, by its ARN', () => {
    const webAclArn =
      'arn:aws:wafv2:us-east-1:123456789012:global/webacl/mine/12345678-1234-1234-1234-123456789012';
    const guarded = synthesizeChat({ webAclArn });
    expect(distributionOf(guarded).WebACLId).toBe(webAclArn);
    guarded.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });

  test('is the stack’s, with one rule: so many requests of an address in five minutes', () => {
    const guarded = synthesizeChat({ requestsPerFiveMinutes: '500' });
    const acl = findOne(guarded, 'AWS::WAFv2::WebACL');
    expect(show(distributionOf(guarded).WebACLId)).toBe(`<${acl.id}.Arn>`);
    expect(acl.Properties).toMatchObject({ Scope: 'CLOUDFRONT', DefaultAction: { Allow: {} } });
    expect(acl.Properties.Rules).toMatchObject([
      {
        Action: { Block: {} },
        Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 500, EvaluationWindowSec: 300 } },
      },
    ]);
  });
});

describe('a deployment of the page', () => {
  test('writes a log that is kept as long as the others', () => {
    const template = synthesizeChat(STAGE);
    const log = findOne(template, 'AWS::Logs::LogGroup', 'EdgePage');
    expect([log.Properties.RetentionInDays, log.DeletionPolicy]).toEqual([7, 'Delete']);
  });
});

describe('the page’s content security policy', () => {
  test('names nothing of an issuer that it knows nothing of', () => {
    const own = { tokenIssuer: 'https://login.example.com', tokenAudiences: 'chat' };
    const policy = findOne(synthesizeChat(own), 'AWS::CloudFront::ResponseHeadersPolicy').Properties
      .ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;
    expect(show(policy)).toBe(writeContentSecurityPolicy([]));
  });

  test('names where the operator says that tokens are fetched, beside the issuer', () => {
    const template = synthesizeChat({
      tokenIssuer: 'https://login.example.com/tenant/v2',
      tokenAudiences: 'chat',
      signInClientId: 'page',
      signInOrigins: 'https://tokens.example,https://user.example',
    });
    expect(JSON.stringify(template.toJSON())).toContain(
      "connect-src 'self' https://login.example.com https://tokens.example https://user.example;",
    );
  });
});
