import { beforeAll, describe, expect, test } from '@jest/globals';
import { Match, type Template } from 'aws-cdk-lib/assertions';
import { writeContentSecurityPolicy } from '../../lib/front-door/content-security-policy.ts';
import { chooseStacks } from './chosen-stacks.ts';
import { readDefaultTemplate } from './default-chat.ts';
import { CHAT, CHAT_ORIGIN } from './front-door/chat-behavior.ts';
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

// All that a setting changes in the template is in this one file, as it takes nine seconds to load CDK and its checks.

const EVERY_SETTING = {
  tokenIssuer: 'https://login.example.com',
  tokenAudiences: 'chat',
  tokenJwksUri: 'https://keys.example.com/jwks',
  tokenUse: 'id',
  usernameClaim: 'nick',
  adminClaim: 'roles',
  adminValue: 'chat admin',
  signInClientId: 'page',
  signInScope: 'openid profile',
  signInAudience: 'chat',
  signInOrigins: 'https://tokens.example.com',
  tokenRequired: 'true',
  blockPolicy: 'silent',
  directory: 'friends',
  retentionDays: '7',
  logRetentionDays: '7',
  throttleRate: '10',
  throttleBurst: '10',
  accessLogs: 'true',
  messageConcurrency: '5',
  domainName: 'chat.example.com',
  certificateArn: 'arn:aws:acm:us-east-1:123456789012:certificate/12345678-1234-1234-1234-123456789012',
  requestsPerFiveMinutes: '1000',
  originSecret: 'x'.repeat(32),
  allowedOrigins: 'https://chat.example.com',
};
const STAGE = { throttleRate: '50', throttleBurst: 20, accessLogs: 'true', logRetentionDays: '7' };
const TOPIC = 'arn:aws:sns:eu-central-1:123456789012:ops';

const { stackWith, run } = chooseStacks(EVERY_SETTING);

describe('an app with careless constructs, every setting changed, and a stack for each choice below', () => {
  test('fails, and the report names what cdk-nag and CDK’s validation found in these constructs, and nothing else', () => {
    expect(run().code).not.toBe(0);
    const findings = run().findings();
    expect(findings).toEqual(
      expect.arrayContaining([
        { ruleName: 'AwsSolutions-IAM5[Action::dynamodb:*]', constructs: ['Chat/Careless/Resource'] },
        { ruleName: 'AwsSolutions-IAM5[Resource::*]', constructs: ['Chat/Careless/Resource'] },
        { ruleName: expect.any(String), constructs: ['Chat/Misspelt'] },
      ]),
    );
    const found = new Set(findings.flatMap(({ constructs }) => constructs));
    expect(found).toEqual(new Set(['Chat/Careless/Resource', 'Chat/Misspelt']));
  });
});

describe('every text of the template', () => {
  // Descriptions and comments with other characters are refused by some services, and shown as `?` by others.
  const settings = { originSecret: 'x'.repeat(32), accessLogs: true, requestsPerFiveMinutes: 100 };
  const chosen = [settings, { cloudFront: false }].map(stackWith);

  test('is ASCII', () => {
    for (const template of [readDefaultTemplate(), ...chosen.map((read) => read())]) {
      const text = JSON.stringify(template.toJSON());
      expect(text.match(/.{0,40}[^ -~].{0,40}/)?.[0]).toBeUndefined();
    }
  });
});

describe('a stack whose API is shut', () => {
  const secrets = ['x'.repeat(32), 'y'.repeat(32)];
  const shut = stackWith({ originSecret: secrets.join(',') });
  let template: Template;

  beforeAll(() => {
    template = shut();
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
  const bare = stackWith({ cloudFront: 'false' });

  test('puts out the API’s own URL as the one to connect to', () => {
    const template = bare();
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
  const bare = stackWith({ cloudFront: 'false' });

  test('has no sign-in pages, and tokens by the API alone, which last as long as they do by default', () => {
    const template = bare();
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
  const besideOwn = stackWith({ pageUrls: pages.join(','), signInDomainPrefix: 'my-chat' });
  const withoutOwn = stackWith({ cloudFront: false, pageUrls: pages[0] });

  test('may sign in beside the one of CloudFront’s address', () => {
    const template = besideOwn();
    const { Properties } = findOne(template, 'AWS::Cognito::UserPoolClient');
    const own = `https://<${findOne(template, 'AWS::CloudFront::Distribution').id}.DomainName>/`;
    expect(Properties.CallbackURLs.map(show)).toEqual([own, ...pages]);
    expect(Properties.LogoutURLs.map(show)).toEqual([own, ...pages]);
    expect(findOne(template, 'AWS::Cognito::UserPoolDomain').Properties.Domain).toBe('my-chat');
    expect(outputsOf(template).SignInDomain).toBe('https://my-chat.auth.<AWS::Region>.amazoncognito.com');
  });

  test('may sign in without CloudFront', () => {
    const { Properties } = findOne(withoutOwn(), 'AWS::Cognito::UserPoolClient');
    expect(Properties.CallbackURLs).toEqual([pages[0]]);
  });
});

describe('a stack with an issuer of one’s own', () => {
  const issuer = { tokenIssuer: 'https://login.example.com/', tokenAudiences: 'chat,chat-admin' };
  const claims = { tokenJwksUri: 'https://keys.example.com/k', usernameClaim: 'nick', tokenUse: 'id' };
  const foreign = stackWith(issuer);
  const withClaims = stackWith({ ...issuer, ...claims });

  test('makes no user pool, and puts none out', () => {
    const template = foreign();
    template.resourceCountIs('AWS::Cognito::UserPool', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolClient', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolDomain', 0);
    expect(Object.keys(outputsOf(template)).sort()).toEqual(['ApiUrl', 'ChatUrl', 'PageUrl', 'TokenIssuer']);
    expect(outputsOf(template).TokenIssuer).toBe('https://login.example.com/');
  });

  test.each(['Authorizer', 'Message'] as const)('tells %s whose tokens to take', (name) => {
    const variables = variablesOf(foreign(), name);
    expect(variables).toMatchObject({
      TOKEN_ISSUER: 'https://login.example.com/',
      TOKEN_AUDIENCES: 'chat,chat-admin',
      TOKEN_JWKS_URI: 'https://login.example.com/.well-known/jwks.json',
      USERNAME_CLAIM: 'sub',
    });
    expect(variables).not.toHaveProperty('TOKEN_USE');
  });

  test('takes the keys, the claim and the token use that it is told', () => {
    expect(variablesOf(withClaims(), 'Message')).toMatchObject({
      TOKEN_JWKS_URI: 'https://keys.example.com/k',
      USERNAME_CLAIM: 'nick',
      TOKEN_USE: 'id',
    });
  });
});

describe('admins', () => {
  const issuer = { tokenIssuer: 'https://login.example.com', tokenAudiences: 'chat' };
  const chosen = [
    {
      who: 'of the group that is named',
      read: stackWith({ adminValue: 'crew' }),
      claim: ['cognito:groups', 'crew'],
    },
    {
      who: 'of another claim, for which the pool needs no group',
      read: stackWith({ adminClaim: 'custom:role', adminValue: 'admin' }),
      claim: ['custom:role', 'admin'],
    },
    { who: 'none of another issuer', read: stackWith(issuer), claim: [undefined, undefined] },
    {
      who: 'of that issuer by the claim that is named',
      read: stackWith({ ...issuer, adminClaim: 'cognito:groups', adminValue: 'x' }),
      claim: ['cognito:groups', 'x'],
    },
  ];

  test.each(chosen)('are known to who checks tokens: $who', ({ read, claim }) => {
    for (const name of ['Authorizer', 'Message'] as const) {
      const { ADMIN_CLAIM, ADMIN_VALUE } = variablesOf(read(), name);
      expect([ADMIN_CLAIM, ADMIN_VALUE]).toEqual(claim);
    }
  });

  test('have a group of the stack’s own pool, where that makes them one', () => {
    const groups = chosen.map(({ read }) =>
      Object.values(read().findResources('AWS::Cognito::UserPoolGroup')).map(
        ({ Properties }) => Properties.GroupName,
      ),
    );
    expect(groups).toEqual([['crew'], [], [], []]);
  });
});

describe('the settings of the chat', () => {
  const chosen = stackWith({
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

  test('reach the functions as chosen', () => {
    const template = chosen();
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

  const chosen = [
    { who: 'everybody, with the stack’s own pool', read: stackWith({}), expected: 'open' },
    {
      who: 'nobody, with another issuer, as names may be addresses there',
      read: stackWith(issuer),
      expected: 'off',
    },
    {
      who: 'whom the operator says',
      read: stackWith({ ...issuer, directory: 'friends' }),
      expected: 'friends',
    },
  ];

  test.each(chosen)('is $who', ({ read, expected }) => {
    expect(variablesOf(read(), 'Message').DIRECTORY).toBe(expected);
  });
});

describe.each(FUNCTIONS)('the environment of %s', (name) => {
  const chosen = stackWith({
    originSecret: 'x'.repeat(32),
    allowedOrigins: 'https://chat.example.com',
    accountRate: 50_000,
    accountBurst: 25_000,
  });

  test('has just the variables that its code reads, and all of them, when every setting is given', () => {
    expect(Object.keys(variablesOf(chosen(), name)).sort()).toEqual(findUsedVariables(name.toLowerCase()));
  });
});

describe('the alarms', () => {
  const chosen = stackWith({ alarmTopicArn: TOPIC });

  test('tell a topic when there is one', () => {
    const alarms = Object.values(chosen().findResources('AWS::CloudWatch::Alarm'));
    expect(alarms.length).toBeGreaterThan(0);
    for (const { Properties } of alarms) expect(Properties?.AlarmActions).toEqual([TOPIC]);
  });
});

describe('the tables and users that outlive the stack', () => {
  const chosen = stackWith({ deletionProtection: 'true' });

  test('can be kept from being deleted by anybody', () => {
    const template = chosen();
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
  const chosen = stackWith(STAGE);

  test('set its throttling, its access logs and for how long they are kept', () => {
    const template = chosen();
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
  const chosen = stackWith({ page: 'false' });

  test('has the chat for every path, and nothing of the page’s', () => {
    const bare = chosen();
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
  const chosen = stackWith({ domainName: 'chat.example.com', certificateArn });

  test('is the distribution’s, in all URLs, with a minimum of TLS 1.2', () => {
    const own = chosen();
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
  const webAclArn =
    'arn:aws:wafv2:us-east-1:123456789012:global/webacl/mine/12345678-1234-1234-1234-123456789012';
  const operators = stackWith({ webAclArn });
  const own = stackWith({ requestsPerFiveMinutes: '500' });

  test('is the operator’s, by its ARN', () => {
    const guarded = operators();
    expect(distributionOf(guarded).WebACLId).toBe(webAclArn);
    guarded.resourceCountIs('AWS::WAFv2::WebACL', 0);
  });

  test('is the stack’s, with one rule: so many requests of an address in five minutes', () => {
    const guarded = own();
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
  const chosen = stackWith(STAGE);

  test('writes a log that is kept as long as the others', () => {
    const log = findOne(chosen(), 'AWS::Logs::LogGroup', 'EdgePage');
    expect([log.Properties.RetentionInDays, log.DeletionPolicy]).toEqual([7, 'Delete']);
  });
});

describe('the page’s content security policy', () => {
  const unknown = stackWith({ tokenIssuer: 'https://login.example.com', tokenAudiences: 'chat' });
  const known = stackWith({
    tokenIssuer: 'https://login.example.com/tenant/v2',
    tokenAudiences: 'chat',
    signInClientId: 'page',
    signInOrigins: 'https://tokens.example,https://user.example',
  });

  test('names nothing of an issuer that it knows nothing of', () => {
    const policy = findOne(unknown(), 'AWS::CloudFront::ResponseHeadersPolicy').Properties
      .ResponseHeadersPolicyConfig.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy;
    expect(show(policy)).toBe(writeContentSecurityPolicy([]));
  });

  test('names where the operator says that tokens are fetched, beside the issuer', () => {
    expect(JSON.stringify(known().toJSON())).toContain(
      "connect-src 'self' https://login.example.com https://tokens.example https://user.example;",
    );
  });
});
