import { InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import type { HandOverRequests } from '../chat/ports/runtime.ts';

/** What the function `deliver` is asked to do. */
export interface HandOverRequest {
  readonly type: 'hand_over';
  readonly user: string;
}

/** Asks for hand-overs by asynchronous invocation: Lambda keeps the request and tries again after a crash. */
export function createHandOverRequests(client: LambdaClient, deliverFunction: string): HandOverRequests {
  return {
    async request(user) {
      const payload: HandOverRequest = { type: 'hand_over', user };
      await client.send(
        new InvokeCommand({
          FunctionName: deliverFunction,
          InvocationType: 'Event',
          Payload: JSON.stringify(payload),
        }),
      );
    },
  };
}
