import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { mockClient } from 'aws-sdk-client-mock';
import { createDeliverRequests } from '../../aws/deliver-requests.ts';

describe('a request to deliver', () => {
  const request = { type: 'hand_over', user: '__proto__', connectionId: 'c1', mark: 'mark' } as const;
  const before = { ...process.env };
  const client = mockClient(LambdaClient);

  beforeEach(() => {
    client.reset();
    process.env.AWS_REGION = 'eu-central-1';
  });
  afterEach(() => {
    process.env = { ...before };
  });

  test('invokes the function without waiting for its end', async () => {
    client.on(InvokeCommand).resolves({ StatusCode: 202 });
    await createDeliverRequests('deliver').send(request);
    expect(client.call(0).args[0].input).toEqual({
      FunctionName: 'deliver',
      InvocationType: 'Event',
      Payload: '{"type":"hand_over","user":"__proto__","connectionId":"c1","mark":"mark"}',
    });
  });

  test('fails when Lambda does not take it', async () => {
    client.on(InvokeCommand).rejects(new Error('throttled'));
    await expect(createDeliverRequests('deliver').send(request)).rejects.toThrow('throttled');
  });
});
