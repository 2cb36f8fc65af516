import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { DeliverRequests } from '../chat/ports/deliver-requests.ts';
import { createAgents } from './kept-connections.ts';

/** The SDK's own number. */
const SOCKETS = 50;

/**
 * Asks the function `deliver` by asynchronous invocation: Lambda keeps the request until it can run. The client is
 * imported when it is first needed, for most environments never need it.
 */
export function createDeliverRequests(deliverFunction: string): DeliverRequests {
  let opening: Promise<Invoke> | undefined;
  return {
    async send(request) {
      opening ??= openClient();
      const invoke = await opening;
      await invoke(deliverFunction, JSON.stringify(request));
    },
  };
}

type Invoke = (functionName: string, payload: string) => Promise<unknown>;

async function openClient(): Promise<Invoke> {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const client: LambdaClient = new LambdaClient({ requestHandler: createAgents(SOCKETS) });
  return (FunctionName, Payload) =>
    client.send(new InvokeCommand({ FunctionName, Payload, InvocationType: 'Event' }));
}
