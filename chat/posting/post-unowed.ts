import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Recipient } from '../ports/connections/subscriptions.ts';
import { settleAll } from '../settle-all.ts';

/**
 * Posts a frame of v2 that nobody is owed, once: who can't be reached by it is neither closed nor told of, as the next message
 * finds them.
 */
export async function postUnowed(
  { posts }: Pick<ChatPorts, 'posts'>,
  frame: string,
  recipients: readonly Pick<Recipient, 'connectionId' | 'protocol'>[],
): Promise<void> {
  const v2 = recipients.filter(({ protocol }) => protocol === 'v2');
  await settleAll(v2.map(({ connectionId }) => posts.post(connectionId, frame).catch(() => undefined)));
}
