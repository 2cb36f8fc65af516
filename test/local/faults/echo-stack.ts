import {
  ApiGatewayManagementApiClient,
  PostToConnectionCommand,
} from '@aws-sdk/client-apigatewaymanagementapi';
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterEach, beforeAll } from '@jest/globals';
import type { RunningStack, StartOptions } from '../../../local/running-stack.ts';
import { startStack } from '../../../local/start-stack.ts';
import { createDynamoDbClient } from '../../../local/tables/dynamodb-client.ts';
import { synthesizeEchoApp } from '../fixtures/echo-assembly.ts';
import { openSocket, type TestSocket } from '../fixtures/test-socket.ts';

/** Gives a function that starts the echo app's stack, and clients for it; what a test started is stopped after it. */
export function echoStarter() {
  let assembly: string;
  const cleanUps: (() => unknown)[] = [];

  beforeAll(async () => {
    process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
    assembly = await synthesizeEchoApp();
  }, 120_000);
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0).reverse()) {
      await cleanUp();
    }
  });

  return async (options: Partial<StartOptions> = {}) => {
    const stack = await startStack({ assembly, retryDelaysMs: [1], ...options });
    const configuration = {
      region: 'us-east-1',
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
      maxAttempts: 1,
    };
    const connections = new ApiGatewayManagementApiClient({
      ...configuration,
      endpoint: `${stack.url}/live`,
    });
    const lambda = new LambdaClient({ ...configuration, endpoint: stack.url });
    cleanUps.push(
      () => stack.stop(),
      () => connections.destroy(),
      () => lambda.destroy(),
    );
    return {
      stack,
      connections,
      post: (ConnectionId: string, Data = 'hi') =>
        connections.send(new PostToConnectionCommand({ ConnectionId, Data })),
      invoke: (name: string, payload: object, InvocationType: 'Event' | 'RequestResponse' = 'Event') =>
        lambda.send(
          new InvokeCommand({
            FunctionName: findFunction(stack, name),
            InvocationType,
            Payload: JSON.stringify(payload),
          }),
        ),
    };
  };
}

export function findFunction({ functionNames }: RunningStack, part: string): string {
  return functionNames.find((name) => name.includes(part)) ?? '';
}

export async function listRows({ dynamodbEndpoint, tableNames }: RunningStack): Promise<string[]> {
  const call = createDynamoDbClient(dynamodbEndpoint, 'us-east-1', 'LOCAL', Date.now);
  const answer = await call('Scan', { TableName: Object.values(tableNames)[0] });
  return (answer as { Items: { id: { S: string } }[] }).Items.map(({ id }) => id.S);
}

/** Opens a socket, and finds its connection id in the table. */
export async function open(stack: RunningStack): Promise<TestSocket & { readonly id: string }> {
  const before = await listRows(stack);
  const socket = await openSocket(stack.webSocketUrl);
  const id = (await listRows(stack)).find((row) => !before.includes(row)) ?? '';
  return { ...socket, id };
}
