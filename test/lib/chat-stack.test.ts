import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Template } from 'aws-cdk-lib/assertions';
import { readDefaultTemplate } from './default-chat.ts';
import { findOne, outputsOf, STACK_UUID, show, variablesOf } from './template-parts.ts';

describe('a stack without settings', () => {
  let template: Template;

  beforeAll(() => {
    template = readDefaultTemplate();
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

  test('has a group of admins in the pool, by which whoever checks tokens knows them', () => {
    const { Properties } = findOne(template, 'AWS::Cognito::UserPoolGroup');
    expect(Properties).toMatchObject({ GroupName: 'admins' });
    expect(show(Properties.UserPoolId)).toBe(`<${findOne(template, 'AWS::Cognito::UserPool').id}>`);
    for (const name of ['Authorizer', 'Message'] as const) {
      expect(variablesOf(template, name)).toMatchObject({
        ADMIN_CLAIM: 'cognito:groups',
        ADMIN_VALUE: 'admins',
      });
    }
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

describe('the settings of the chat', () => {
  test('reach the functions by default', () => {
    const template = readDefaultTemplate();
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
});
