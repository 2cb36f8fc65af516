import type { ChatPorts } from '../ports.ts';
import { postWithRetry, type Reached } from './post-with-retry.ts';

/** An answer that isn't there by then has lost its meaning. */
const ANSWER_WITHIN_MS = 5_000;

/** Posts a frame to the connection that a command came from. Never throws: nobody else is owed anything. */
export async function answer(
  ports: Pick<ChatPorts, 'posts' | 'clock' | 'random' | 'faults'>,
  connectionId: string,
  frame: string,
): Promise<Reached> {
  const reached = await postWithRetry(ports, () => ports.posts.post(connectionId, frame), {
    // It sent a frame, so it was open: a 410 is final, however young the connection.
    connectedAt: 0,
    deadline: ports.clock.now() + ANSWER_WITHIN_MS,
  });
  if (reached.kind === 'unreachable') {
    ports.faults.warn('Answer not posted', { connectionId, cause: reached.cause });
  }
  return reached;
}
