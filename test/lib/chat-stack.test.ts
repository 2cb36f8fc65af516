import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { synthesizeChat } from './synthesize-chat.ts';
import { findFunction, findOne, show } from './template-parts.ts';

const variablesOf = (template: Template, name: Parameters<typeof findFunction>[1]) =>
  findFunction(template, name).Properties.Environment.Variables;
/** CloudFormation's own id of the stack, as `show` shows it. */
const STACK_UUID = JSON.stringify({
  'Fn::Select': [2, { 'Fn::Split': ['/', { Ref: 'AWS::StackId' }] }],
});
const outputsOf = (template: Template) =>
  Object.fromEntries(Object.entries(template.findOutputs('*')).map(([id, { Value }]) => [id, show(Value)]));

describe('a stack without settings', () => {
  let template: Template;

  beforeAll(() => {
    ({ template } = synthesizeChat());
  });

  test('puts out where to connect and how to make users', () => {
    const api = findOne(template, 'AWS::ApiGatewayV2::Api').id;
    const pool = findOne(template, 'AWS::Cognito::UserPool').id;
    const edge = findOne(template, 'AWS::CloudFront::Distribution').id;
    expect(outputsOf(template)).toEqual({
      ChatUrl: `wss://<${edge}.DomainName>/ws/chat/lobby/`,
      PageUrl: `https://<${edge}.DomainName>/`,
      ApiUrl: `wss://<${api}>.execute-api.<AWS::Region>.<AWS::URLSuffix>/chat`,
      TokenIssuer: `<${pool}.ProviderURL>`,
      UserPoolId: `<${pool}>`,
      UserPoolClientId: `<${findOne(template, 'AWS::Cognito::UserPoolClient').id}>`,
      SignInDomain: `https://chat-${STACK_UUID}.auth.<AWS::Region>.amazoncognito.com`,
    });
  });

  test('makes a user pool where only an administrator makes users, and names differ by case', () => {
    const pool = findOne(template, 'AWS::Cognito::UserPool');
    expect(pool.Properties.AdminCreateUserConfig).toEqual({ AllowAdminCreateUserOnly: true });
    expect(pool.Properties.UsernameConfiguration).toEqual({ CaseSensitive: true });
    expect([pool.DeletionPolicy, pool.UpdateReplacePolicy]).toEqual(['RetainExceptOnCreate', 'Retain']);
  });

  test('lets its client sign in with a password and without a secret', () => {
    const { Properties } = findOne(template, 'AWS::Cognito::UserPoolClient');
    expect(Properties.GenerateSecret).toBe(false);
    expect(Properties.ExplicitAuthFlows).toEqual(
      expect.arrayContaining(['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH']),
    );
    expect(Properties.PreventUserExistenceErrors).toBe('ENABLED');
  });

  test('lets the page of its own address sign in by a code, and by no other way of a browser', () => {
    const { Properties } = findOne(template, 'AWS::Cognito::UserPoolClient');
    const page = `https://<${findOne(template, 'AWS::CloudFront::Distribution').id}.DomainName>/`;
    expect(Properties).toMatchObject({
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthScopes: ['openid'],
      SupportedIdentityProviders: ['COGNITO'],
      EnableTokenRevocation: true,
      // A day.
      RefreshTokenValidity: 1440,
      TokenValidityUnits: { RefreshToken: 'minutes' },
    });
    expect(Properties.CallbackURLs.map(show)).toEqual([page]);
    expect(Properties.LogoutURLs.map(show)).toEqual([page]);
  });

  test('has Cognito’s newer sign-in pages, at a domain that is no other stack’s', () => {
    const { Properties: domain } = findOne(template, 'AWS::Cognito::UserPoolDomain');
    expect(show(domain.Domain)).toBe(`chat-${STACK_UUID}`);
    expect(domain.ManagedLoginVersion).toBe(2);
    // Without it these pages show nothing.
    const { Properties: branding } = findOne(template, 'AWS::Cognito::ManagedLoginBranding');
    expect(branding.UseCognitoProvidedValues).toBe(true);
    expect(show(branding.ClientId)).toBe(`<${findOne(template, 'AWS::Cognito::UserPoolClient').id}>`);
  });

  test.each(['Authorizer', 'Message'] as const)('tells %s to take access tokens of that pool', (name) => {
    const pool = findOne(template, 'AWS::Cognito::UserPool').id;
    const variables = variablesOf(template, name);
    expect(show(variables.TOKEN_ISSUER)).toBe(`<${pool}.ProviderURL>`);
    expect(show(variables.TOKEN_JWKS_URI)).toBe(`<${pool}.ProviderURL>/.well-known/jwks.json`);
    expect(show(variables.TOKEN_AUDIENCES)).toBe(`<${findOne(template, 'AWS::Cognito::UserPoolClient').id}>`);
    expect([variables.TOKEN_USE, variables.USERNAME_CLAIM]).toEqual(['access', 'username']);
    expect(variables.CLOCK_TOLERANCE_SECONDS).toBe('5');
  });

  test('posts to the stage itself, not by way of CloudFront', () => {
    const api = findOne(template, 'AWS::ApiGatewayV2::Api').id;
    for (const name of ['Message', 'Deliver'] as const) {
      const endpoint = show(variablesOf(template, name).MANAGEMENT_ENDPOINT);
      expect(endpoint).toBe(`https://<${api}>.execute-api.<AWS::Region>.<AWS::URLSuffix>/chat`);
    }
  });
});

describe('a stack whose API is shut', () => {
  const secrets = ['x'.repeat(32), 'y'.repeat(32)];
  let template: Template;

  beforeAll(() => {
    ({ template } = synthesizeChat({ originSecret: secrets.join(',') }));
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
    const { template } = synthesizeChat({ cloudFront: 'false' });
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
    const { template } = synthesizeChat({ cloudFront: 'false' });
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
    const { template } = synthesizeChat({ pageUrls: pages.join(','), signInDomainPrefix: 'my-chat' });
    const { Properties } = findOne(template, 'AWS::Cognito::UserPoolClient');
    const own = `https://<${findOne(template, 'AWS::CloudFront::Distribution').id}.DomainName>/`;
    expect(Properties.CallbackURLs.map(show)).toEqual([own, ...pages]);
    expect(Properties.LogoutURLs.map(show)).toEqual([own, ...pages]);
    expect(findOne(template, 'AWS::Cognito::UserPoolDomain').Properties.Domain).toBe('my-chat');
    expect(outputsOf(template).SignInDomain).toBe('https://my-chat.auth.<AWS::Region>.amazoncognito.com');
  });

  test('may sign in without CloudFront', () => {
    const { template } = synthesizeChat({ cloudFront: false, pageUrls: pages[0] });
    expect(findOne(template, 'AWS::Cognito::UserPoolClient').Properties.CallbackURLs).toEqual([pages[0]]);
  });
});

describe('every text of the template', () => {
  // Descriptions and comments with other characters are refused by some services, and shown as `?` by others.
  test('is ASCII', () => {
    const settings = { originSecret: 'x'.repeat(32), accessLogs: true, requestsPerFiveMinutes: 100 };
    for (const given of [{}, settings, { cloudFront: false }]) {
      const text = JSON.stringify(synthesizeChat(given).template.toJSON());
      expect(text.match(/.{0,40}[^ -~].{0,40}/)?.[0]).toBeUndefined();
    }
  });
});

describe('a stack with an issuer of one’s own', () => {
  const issuer = { tokenIssuer: 'https://login.example.com/', tokenAudiences: 'chat,chat-admin' };

  test('makes no user pool, and puts none out', () => {
    const { template } = synthesizeChat(issuer);
    template.resourceCountIs('AWS::Cognito::UserPool', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolClient', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolDomain', 0);
    expect(Object.keys(outputsOf(template)).sort()).toEqual(['ApiUrl', 'ChatUrl', 'PageUrl', 'TokenIssuer']);
    expect(outputsOf(template).TokenIssuer).toBe('https://login.example.com/');
  });

  test.each(['Authorizer', 'Message'] as const)('tells %s whose tokens to take', (name) => {
    const variables = variablesOf(synthesizeChat(issuer).template, name);
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
    const { template } = synthesizeChat({ ...issuer, ...settings });
    expect(variablesOf(template, 'Message')).toMatchObject({
      TOKEN_JWKS_URI: 'https://keys.example.com/k',
      USERNAME_CLAIM: 'nick',
      TOKEN_USE: 'id',
    });
  });
});

describe('the settings of the chat', () => {
  test('reach the functions by default', () => {
    const { template } = synthesizeChat();
    expect(variablesOf(template, 'Connect')).toMatchObject({ CONNECTIONS_PER_USER: '10' });
    const kept = { CONNECTIONS_PER_USER: '10', RETENTION_DAYS: '30' };
    expect(variablesOf(template, 'Deliver')).toMatchObject(kept);
    expect(variablesOf(template, 'Message')).toMatchObject({
      ...kept,
      COMMANDS_PER_SECOND: '10',
      COMMAND_BURST: '20',
      PAGE_ITEMS: '100',
    });
    expect(variablesOf(template, 'Message')).toMatchObject({ BLOCK_POLICY: 'notify' });
    expect(variablesOf(template, 'Authorizer').TOKEN_REQUIRED).toBe('false');
  });

  test('reach the functions as chosen', () => {
    const { template } = synthesizeChat({
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
