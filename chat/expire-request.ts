import type { ChatPorts } from './ports/chat-ports.ts';
import type { DeliverRequest } from './ports/deliver-requests.ts';
import { closeWithRetry } from './posting/close-with-retry.ts';
import { REQUEST_WITHIN_MS } from './posting/deadlines.ts';
import { POSTS_AT_ONCE } from './posting/reach.ts';
import { createSemaphore } from './semaphore.ts';

/**
 * Closes the connections that a request was for which was never done, or not to its end: they reconnect, and ask for
 * what they missed or have it handed over. Of a limit on connections that wasn't kept, or of who is there, nobody need be told,
 * and what a sweep didn't come to is left to the next.
 */
export async function expireRequest(
  ports: Pick<ChatPorts, 'posts' | 'clock' | 'random' | 'logger'>,
  request: DeliverRequest,
): Promise<void> {
  const recipients = recipientsOf(request);
  ports.logger.error('A delivery expired', { type: request.type, recipients: recipients.length });
  const atOnce = createSemaphore(POSTS_AT_ONCE);
  await Promise.all(
    recipients.map(({ connectionId }) =>
      closeWithRetry(ports, connectionId, atOnce, { within: REQUEST_WITHIN_MS }),
    ),
  );
}

function recipientsOf(request: DeliverRequest): readonly { readonly connectionId: string }[] {
  switch (request.type) {
    case 'chunk':
      return request.recipients;
    case 'hand_over':
      return [request];
    case 'limit_connections':
    case 'presence':
    case 'sweep':
      return [];
  }
}
