import type { LambdaClient } from '@aws-sdk/client-lambda';
import type { DeliverRequests } from '../chat/ports/deliver-requests.ts';
import { createAgents } from './api-gateway/kept-connections.ts';

/** The SDK's own number. */
const SOCKETS = 50;

/** Asks the function `deliver` by asynchronous invocation: Lambda keeps the request until it can run. */
export function createDeliverRequests(deliverFunction: string): DeliverRequests {
  const invoke = createInvoke(deliverFunction);
  return {
    async send(request) {
      await invoke(request);
    },
  };
}

/** Frames that API Gateway routed to another function than the one that handles frames. */
export interface StrayFrames {
  /** @param event as API Gateway sent it */
  passOn(event: unknown): Promise<void>;
}

/** Passes stray frames on by asynchronous invocation of the function that handles frames. */
export function createStrayFrames(messageFunction: string): StrayFrames {
  const invoke = createInvoke(messageFunction);
  return {
    async passOn(event) {
      await invoke(event);
    },
  };
}

/** The client is imported when it is first needed, for most environments never need it. */
function createInvoke(functionName: string): (payload: unknown) => Promise<unknown> {
  let opening: Promise<Invoke> | undefined;
  return async (payload) => {
    opening ??= openClient();
    const invoke = await opening;
    return invoke(functionName, JSON.stringify(payload));
  };
}

type Invoke = (functionName: string, payload: string) => Promise<unknown>;

async function openClient(): Promise<Invoke> {
  const { InvokeCommand, LambdaClient } = await import('@aws-sdk/client-lambda');
  const client: LambdaClient = new LambdaClient({ requestHandler: createAgents(SOCKETS) });
  return (FunctionName, Payload) =>
    client.send(new InvokeCommand({ FunctionName, Payload, InvocationType: 'Event' }));
}
