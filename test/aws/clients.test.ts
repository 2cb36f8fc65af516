import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createManagementClient } from '../../aws/api-gateway/management-client.ts';
import { createManagementPosts } from '../../aws/api-gateway/management-posts.ts';
import { createDocumentClient } from '../../aws/dynamodb/document-client.ts';
import { startScriptedServer } from './scripted-server.ts';
import { type SilentServer, startSilentServer } from './silent-server.ts';

describe('a client of a service that takes requests and never answers', () => {
  const before = { ...process.env };
  let server: SilentServer;

  beforeEach(async () => {
    server = await startSilentServer();
    Object.assign(process.env, {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: server.endpoint,
    });
  });

  afterEach(async () => {
    process.env = { ...before };
    await server.close();
  });

  test('of DynamoDB makes three attempts and gives up', async () => {
    const db = createDocumentClient();
    await expect(db.send(new GetCommand({ TableName: 'T', Key: { pk: 'a' } }))).rejects.toThrow();
    expect(server.requests()).toBe(3);
    db.destroy();
  });

  test('of the management API makes one attempt and gives it up, as worth another', async () => {
    const client = createManagementClient(server.endpoint);
    expect(await createManagementPosts(client, server.endpoint, Date).post('c1', '{}')).toMatchObject({
      kind: 'transient',
    });
    expect(server.requests()).toBe(1);
    client.destroy();
  });
});

describe('a client of DynamoDB', () => {
  const before = { ...process.env };
  afterEach(() => {
    process.env = { ...before };
  });

  test.each([
    ['on AWS', {}, 1_500],
    ['in a local run, where answers are late and not lost,', { LOCAL_RUN: 'true' }, 10_000],
  ])('%s gives an attempt its time: with %j %i ms', async (_where, variables, requestTimeout) => {
    const server = await startScriptedServer();
    const keys = { AWS_REGION: 'eu-central-1', AWS_ACCESS_KEY_ID: 'test', AWS_SECRET_ACCESS_KEY: 'test' };
    Object.assign(process.env, { ...keys, AWS_ENDPOINT_URL_DYNAMODB: server.endpoint, ...variables });
    const db = createDocumentClient();
    // Its settings are there as soon as it has sent something.
    await db.send(new GetCommand({ TableName: 'T', Key: { pk: 'a' } }));
    const handler = db.config.requestHandler as unknown as { httpHandlerConfigs(): object };
    expect(handler.httpHandlerConfigs()).toMatchObject({ requestTimeout });
    db.destroy();
    await server.close();
  });
});

describe('the management client', () => {
  test.each(['http://127.0.0.1:8080/prod', 'https://abc.execute-api.eu-central-1.amazonaws.com/prod'])(
    'keeps scheme and stage of %s',
    async (url) => {
      const client = createManagementClient(url);
      const endpoint = await client.config.endpoint?.();
      const { protocol, hostname, pathname } = new URL(url);
      expect(endpoint).toMatchObject({ protocol, hostname, path: pathname });
      client.destroy();
    },
  );
});
