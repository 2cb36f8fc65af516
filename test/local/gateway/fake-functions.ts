import type { InvokeFunction, InvokeOutcome } from '../../../local/gateway/api.ts';
import { createQueue, type Queue } from './queue.ts';

/** A Lambda function as a test writes it: what it returns is the payload, what it throws its error. */
export type FakeFunction = (event: GatewayEvent) => unknown;

/** Loose on purpose: tests look into events at will. */
// biome-ignore lint/suspicious/noExplicitAny: an event is whatever the gateway sent
export type GatewayEvent = any;

/** Thrown by a fake function for an invocation that Lambda itself refuses. */
export class InvocationRefused extends Error {
  override readonly name = 'InvocationRefused';
}

export interface FakeFunctions {
  readonly invoke: InvokeFunction;
  /** The events that a function got, oldest first. */
  eventsOf(functionName: string): Queue<GatewayEvent>;
}

export function createFakeFunctions(functions: Record<string, FakeFunction>): FakeFunctions {
  const queues = new Map<string, Queue<GatewayEvent>>();
  function eventsOf(functionName: string): Queue<GatewayEvent> {
    const queue = queues.get(functionName) ?? createQueue();
    queues.set(functionName, queue);
    return queue;
  }
  return {
    eventsOf,
    async invoke(functionName, event): Promise<InvokeOutcome> {
      eventsOf(functionName).push(event);
      try {
        const run = functions[functionName] ?? (() => ({ statusCode: 200 }));
        return { kind: 'returned', payload: await run(event) };
      } catch (error) {
        const { name, message } = error as Error;
        if (error instanceof InvocationRefused) return { kind: 'refused', reason: message };
        return { kind: 'failed', errorType: name, errorMessage: message };
      }
    },
  };
}

/** A promise that a test settles by hand. */
export function createGate(): { readonly opened: Promise<void>; open(): void } {
  let open = () => {};
  const opened = new Promise<void>((resolve) => {
    open = resolve;
  });
  return { opened, open: () => open() };
}
