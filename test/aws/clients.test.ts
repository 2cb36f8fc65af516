import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createDocumentClient } from '../../aws/document-client.ts';
import { createManagementClient } from '../../aws/management-client.ts';
import { createManagementPosts } from '../../aws/management-posts.ts';
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
