import type { ChatPorts } from '../chat/ports/chat-ports.ts';
import type { DeliverRequests } from '../chat/ports/deliver-requests.ts';
import { runRequest } from '../chat/run-request.ts';
import type { Pending } from './pending.ts';

/** Does in the background what the stack's function `deliver` does when it is invoked asynchronously. */
export function createDeliveries(ports: () => ChatPorts, pending: Pending): DeliverRequests {
  return {
    async send(request) {
      const running = runRequest(ports(), request);
      pending.add(running.catch((cause) => ports().logger.error('A delivery failed', { cause })));
    },
  };
}
