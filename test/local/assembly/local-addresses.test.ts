import { expect, test } from '@jest/globals';
import { createLocalize, createLocalizePolicy } from '../../../local/assembly/local-addresses.ts';

const api = 'abc.execute-api.us-east-1.amazonaws.com';
const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_POOL';
const hosts = {
  api,
  distributions: ['d1.cloudfront.net'],
  issuers: [issuer],
  signInPages: [{ host: 'chat.auth.us-east-1.amazoncognito.com', poolId: 'us-east-1_POOL' }],
  services: [],
};
const localize = createLocalize(hosts, 8123);

test.each([
  [`https://${api}/live`, 'http://127.0.0.1:8123/live'],
  [`wss://${api}`, 'ws://127.0.0.1:8123'],
  [`${api}`, '127.0.0.1:8123'],
  ['wss://d1.cloudfront.net/ws/x', 'ws://127.0.0.1:8123/ws/x'],
  [`connect-src https://${api} wss://${api}`, 'connect-src http://127.0.0.1:8123 ws://127.0.0.1:8123'],
  [`${issuer}/.well-known/jwks.json`, 'http://127.0.0.1:8123/us-east-1_POOL/.well-known/jwks.json'],
  ['https://chat.auth.us-east-1.amazoncognito.com/logout', 'http://127.0.0.1:8123/us-east-1_POOL/logout'],
  ['https://chat.auth.us-east-1.amazoncognito.com', 'http://127.0.0.1:8123/us-east-1_POOL'],
])('%s becomes %s', (text, expected) => {
  expect(localize(text)).toBe(expected);
});

test.each([
  issuer,
  'https://dXcloudfront.net/',
  'https://chat.auth.us-west-2.amazoncognito.com/logout',
  'https://other.execute-api.us-east-1.amazonaws.com/live',
  'arn:aws:execute-api:us-east-1:1:abc/live/*',
])('%s stays as it is', (text) => {
  expect(localize(text)).toBe(text);
});

test('a browser that knows this machine by another name is told addresses under that one', () => {
  const local = createLocalize(hosts, 8123, 'localhost:8123');
  expect(local(`https://${api}/live, ${issuer}/x, ${issuer}`)).toBe(
    `http://localhost:8123/live, http://localhost:8123/us-east-1_POOL/x, ${issuer}`,
  );
});

test.each([
  [
    "connect-src 'self' https://cognito-idp.us-east-1.amazonaws.com; img-src 'none'",
    "connect-src 'self' http://127.0.0.1:8123 http://localhost:8123; img-src 'none'",
  ],
  ['connect-src wss://d1.cloudfront.net', 'connect-src ws://127.0.0.1:8123 ws://localhost:8123'],
  [
    `connect-src ${issuer}/ https://a.example`,
    'connect-src http://127.0.0.1:8123/us-east-1_POOL/ http://localhost:8123/us-east-1_POOL/ https://a.example',
  ],
  ["default-src 'self' https://xd1.cloudfront.net", "default-src 'self' https://xd1.cloudfront.net"],
  ['img-src https://d1.cloudfront.net.evil.example', 'img-src https://d1.cloudfront.net.evil.example'],
])('a content security policy %s becomes %s', (policy, expected) => {
  expect(createLocalizePolicy(hosts, 8123)(policy)).toBe(expected);
});
