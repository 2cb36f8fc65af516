import { describe, expect, test } from '@jest/globals';
import { App, Stack } from 'aws-cdk-lib';
import { readSettings } from '../../lib/settings.ts';
import { listSignInOrigins, signInAtIssuer, signInDomain } from '../../lib/sign-in.ts';
import { ChatUserPool } from '../../lib/user-pool.ts';
import { show } from './template-parts.ts';

const issuer = { tokenIssuer: 'https://login.example.com/tenant/v2', tokenAudiences: 'chat' };
const makeStack = () => new Stack(new App(), 'Chat', { env: { region: 'eu-central-1' } });

describe('a page that signs in with the stack’s pool', () => {
  test('is told the issuer, its client, where to sign out, and to ask for no more than it needs', () => {
    const stack = makeStack();
    const users = new ChatUserPool(stack, 'Users', {
      deletionProtection: false,
      pageUrls: ['https://chat.example/'],
      signInDomainPrefix: 'my-chat',
    });
    const told = Object.entries(stack.resolve(users.signIn)).map(([name, value]) => [name, show(value)]);
    const pool = show(stack.resolve(users.pool.userPoolProviderUrl));
    expect(Object.fromEntries(told)).toEqual({
      issuer: pool,
      clientId: show(stack.resolve(users.client.userPoolClientId)),
      scope: 'openid',
      metadataUrl: `${pool}/.well-known/openid-configuration`,
      signOutUrl: 'https://my-chat.auth.eu-central-1.amazoncognito.com/logout',
    });
  });

  test('is told nothing where the pool knows of no page', () => {
    const users = new ChatUserPool(makeStack(), 'Users', { deletionProtection: false, pageUrls: [] });
    expect([users.signIn, users.signInUrl]).toEqual([undefined, undefined]);
  });

  test('may connect to the pool and to its sign-in pages, which its policy can name without the pool', () => {
    const stack = makeStack();
    const origins = listSignInOrigins(stack, readSettings({ signInDomainPrefix: 'my-chat' }));
    expect(stack.resolve(origins).map(show)).toEqual([
      'https://cognito-idp.eu-central-1.<AWS::URLSuffix>',
      'https://my-chat.auth.eu-central-1.amazoncognito.com',
    ]);
    const [, byDefault] = listSignInOrigins(stack, readSettings({}));
    expect(stack.resolve(byDefault)).toEqual(stack.resolve(signInDomain(stack).url));
    expect(listSignInOrigins(stack, readSettings({ cloudFront: false }))).toEqual([]);
  });
});

describe('a page that signs in with an issuer of the operator’s own', () => {
  const read = (more: Readonly<Record<string, string>>) => readSettings({ ...issuer, ...more });

  test('is told which client of it it is, and asks for openid', () => {
    expect(signInAtIssuer(read({ signInClientId: 'page' }))).toEqual({
      issuer: issuer.tokenIssuer,
      metadataUrl: `${issuer.tokenIssuer}/.well-known/openid-configuration`,
      clientId: 'page',
      scope: 'openid',
    });
  });

  test('asks for the scope and the audience that the operator names', () => {
    const more = { signInClientId: 'page', signInScope: 'openid chat:use', signInAudience: 'https://chat' };
    expect(signInAtIssuer(read(more))).toMatchObject({ scope: 'openid chat:use', audience: 'https://chat' });
  });

  test('may connect to that issuer alone', () => {
    expect(listSignInOrigins(makeStack(), read({ signInClientId: 'page' }))).toEqual([
      'https://login.example.com',
    ]);
  });

  test('cannot sign in until a client is named, and needs to connect nowhere', () => {
    expect(signInAtIssuer(read({}))).toBeUndefined();
    expect(listSignInOrigins(makeStack(), read({}))).toEqual([]);
  });

  test('is none when the stack has a pool', () => {
    expect(signInAtIssuer(readSettings({}))).toBeUndefined();
  });
});
