import { expect, test } from '@jest/globals';
import { createLocalize } from '../../../local/assembly/local-addresses.ts';

const api = 'abc.execute-api.us-east-1.amazonaws.com';
const issuer = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_POOL';
const localize = createLocalize(
  {
    api,
    distributions: ['d1.cloudfront.net'],
    issuers: [issuer],
    signInPages: [{ host: 'chat.auth.us-east-1.amazoncognito.com', poolId: 'us-east-1_POOL' }],
    services: [],
  },
  8123,
);

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
