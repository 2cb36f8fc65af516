import { GetCommand } from '@aws-sdk/lib-dynamodb';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createManagementClient } from '../../../aws/api-gateway/management-client.ts';
import { createManagementPosts } from '../../../aws/api-gateway/management-posts.ts';
import { createDeliverRequests } from '../../../aws/deliver-requests.ts';
import { createDocumentClient } from '../../../aws/dynamodb/document-client.ts';
import { type ForgetfulServer, startForgetfulServer } from '../forgetful-server.ts';

describe('after a pause in which the service has closed every connection unnoticed', () => {
  const before = { ...process.env };
  /** More than a call has attempts. */
  const many = Array.from({ length: 8 });
  let server: ForgetfulServer;

  beforeEach(async () => {
    server = await startForgetfulServer();
    Object.assign(process.env, {
      AWS_REGION: 'eu-central-1',
      AWS_ACCESS_KEY_ID: 'test',
      AWS_SECRET_ACCESS_KEY: 'test',
      AWS_ENDPOINT_URL_DYNAMODB: server.endpoint,
      AWS_ENDPOINT_URL_LAMBDA: server.endpoint,
    });
  });

  afterEach(async () => {
    process.env = { ...before };
    await server.close();
  });

  async function forget() {
    expect(server.connections()).toBe(many.length);
    server.forgetConnections();
  }

  test('a call of DynamoDB still succeeds, by its second attempt', async () => {
    const db = createDocumentClient();
    const get = () => db.send(new GetCommand({ TableName: 'T', Key: { pk: 'a' } }));
    await Promise.all(many.map(get));
    await forget();
    expect(await get()).toMatchObject({ $metadata: { attempts: 2 } });
    expect(await get()).toMatchObject({ $metadata: { attempts: 1 } });
    db.destroy();
  });

  test('a request to deliver is still taken', async () => {
    const requests = createDeliverRequests('deliver');
    const send = () => requests.send({} as never);
    await Promise.all(many.map(send));
    await forget();
    await send();
  });

  test('a post succeeds when it is tried again', async () => {
    const client = createManagementClient(server.endpoint);
    const posts = createManagementPosts(client, server.endpoint, Date);
    const post = () => posts.post('c1', '{}');
    await Promise.all(many.map(post));
    await forget();
    expect(await post()).toMatchObject({ kind: 'transient' });
    expect(await post()).toEqual({ kind: 'done' });
    client.destroy();
  });
});
