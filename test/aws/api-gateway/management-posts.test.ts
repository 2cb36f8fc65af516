import { ApiGatewayManagementApiClient } from '@aws-sdk/client-apigatewaymanagementapi';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createManagementPosts } from '../../../aws/api-gateway/management-posts.ts';
import { hashBody } from '../../../aws/api-gateway/request-signature.ts';
import { type ScriptedServer, startScriptedServer } from '../scripted-server.ts';

/** Against a real HTTP server: what counts is the status on the wire, whatever the SDK makes of a body. */
describe('the management API', () => {
  let server: ScriptedServer;
  let client: ApiGatewayManagementApiClient;

  beforeEach(async () => {
    server = await startScriptedServer();
    client = new ApiGatewayManagementApiClient({
      endpoint: `${server.endpoint}/prod`,
      region: 'eu-central-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    });
  });

  afterEach(async () => {
    client.destroy();
    await server.close();
  });

  const createPosts = () => createManagementPosts(client, `${server.endpoint}/prod`, Date);
  const post = (frame = '{"message":"Hi"}') => createPosts().post('R1km+/c=', frame);

  test('is posted a frame to the connection, signed', async () => {
    const frame = '{"message":"Grüße 🎈"}';
    expect(await post(frame)).toEqual({ kind: 'done' });
    const [request] = server.requests;
    expect(request).toMatchObject({
      method: 'POST',
      url: `/prod/@connections/${encodeURIComponent('R1km+/c=')}`,
      body: frame,
    });
    expect(request?.headers.authorization).toContain('/eu-central-1/execute-api/aws4_request');
    // As the SDK sends and signs them.
    const signed = 'SignedHeaders=content-type;host;x-amz-content-sha256;x-amz-date';
    expect(request?.headers.authorization).toContain(signed);
    expect(request?.headers['content-type']).toBe('application/octet-stream');
    expect(request?.headers['x-amz-content-sha256']).toBe(hashBody(request?.body ?? ''));
  });

  test.each(['{"message":"Gone"}', 'Gone', '<html>'])(
    'tells by its status that a connection is gone: %s',
    async (body) => {
      server.answer(410, { body });
      expect(await post()).toEqual({ kind: 'gone' });
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([429, 500, 502, 503, 504])(
    'may be asked again after status %i, by its caller',
    async (status) => {
      server.answer(status);
      expect(await post()).toEqual({ kind: 'transient', cause: expect.anything() });
      expect(server.requests).toHaveLength(1);
    },
  );

  test.each([400, 403, 404, 413])('is not asked again after status %i', async (status) => {
    server.answer(status);
    expect(await post()).toEqual({ kind: 'failed', cause: expect.anything() });
  });

  test.each(['reset', 'refused'])('may be asked again when the connection was %s', async (how) => {
    if (how === 'reset') server.resetConnections();
    else await server.close();
    expect(await post()).toEqual({ kind: 'transient', cause: expect.anything() });
  });

  test.each([
    ['2', { retryAfterMs: 2_000 }],
    ['0', {}],
    ['-1', {}],
    ['soon', {}],
    ['Sun, 22 Nov 2026 12:00:00 GMT', {}],
  ])('says by a retry-after of %j how long to wait', async (header, expected) => {
    server.answer(429, { headers: { 'retry-after': header } });
    expect(await post()).toEqual({ kind: 'transient', cause: expect.anything(), ...expected });
  });

  test('is asked to close a connection', async () => {
    server.answer(204);
    await createPosts().close('R1km+/c=');
    expect(server.requests).toMatchObject([
      { method: 'DELETE', url: `/prod/@connections/${encodeURIComponent('R1km+/c=')}` },
    ]);
  });

  test.each([410, 403, 429, 500])('may answer a close with %i: nothing is thrown', async (status) => {
    server.answer(status);
    await createPosts().close('c1');
    expect(server.requests).toHaveLength(1);
  });
});
