import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { describe, expect, test } from '@jest/globals';
import { HttpRequest } from '@smithy/core/protocols';
import { SignatureV4 } from '@smithy/signature-v4';
import {
  createRequestSigner,
  hashBody,
  type SignedRequest,
} from '../../../aws/api-gateway/request-signature.ts';

const { sha256 } = new ApiGatewayManagementApiClient({ region: 'eu-central-1' }).config;
const noon = Date.UTC(2026, 10, 22, 12, 0, 0, 123);
const credentials = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
};
const body = '{"message":"(Lobby): user1: Grüße 😀"}';
const request: SignedRequest = {
  method: 'POST',
  host: 'abc.execute-api.eu-central-1.amazonaws.com',
  path: '/chat/@connections/R1kmxc2VNjMCFIA%3D',
  contentType: 'application/octet-stream',
  bodyHash: hashBody(body),
  time: noon,
  credentials,
};
const place = { service: 'execute-api', region: 'eu-central-1' };

/** The same request, signed by AWS's own signer. */
async function signByAws(
  { method, host, path, contentType, time, credentials: given }: SignedRequest,
  sent = body,
) {
  const signer = new SignatureV4({ ...place, credentials: given, sha256 });
  const headers: Record<string, string> = { host, ...(contentType && { 'content-type': contentType }) };
  const unsigned = new HttpRequest({ method, hostname: host, path, headers, body: sent });
  return (await signer.sign(unsigned, { signingDate: new Date(time) })).headers;
}

describe('a signature', () => {
  test.each<[string, Partial<SignedRequest>]>([
    ['a post', {}],
    [
      'a post with a session token, as every Lambda has',
      { credentials: { ...credentials, sessionToken: 'FwoG/+x==' } },
    ],
    ['a post to a connection whose id has no padding', { path: '/chat/@connections/abc-_' }],
    ['a post to a host with a port', { host: '127.0.0.1:8080' }],
    ['a post at the last second of a day', { time: Date.UTC(2026, 11, 31, 23, 59, 59, 999) }],
  ])('of %s is the one that AWS’s own signer makes', async (_, changes) => {
    const changed = { ...request, ...changes };
    expect(createRequestSigner(place)(changed)).toEqual(await signByAws(changed));
  });

  test('of a close, which has no body, is so, too', async () => {
    const { contentType: _, ...bodiless } = request;
    const close = { ...bodiless, method: 'DELETE', bodyHash: hashBody('') };
    expect(createRequestSigner(place)(close)).toEqual(await signByAws(close, ''));
  });

  test('follows the day, the second and the credentials, whatever was signed before', async () => {
    const sign = createRequestSigner(place);
    const other = { accessKeyId: 'AKIDOTHER', secretAccessKey: 'another', sessionToken: 'renewed' };
    const day = 24 * 60 * 60 * 1_000;
    for (const changes of [{}, { time: noon + 1_000 }, { time: noon + day }, { credentials: other }, {}]) {
      const changed = { ...request, ...changes };
      expect(sign(changed)).toEqual(await signByAws(changed));
    }
  });
});
