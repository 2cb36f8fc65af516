import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Semaphore } from '../semaphore.ts';
import { type Attempt, tryUntil } from './try-until.ts';

/** Behind a delivery's deadline, and still within its function's time. */
const CLOSE_WITHIN_MS = 2_500;

/**
 * Closes a connection that could not be reached, and tries again where that is throttled just like the posts: a
 * client that is closed reconnects and asks for what it missed; one that misses it silently never would.
 * @param options.within milliseconds
 * @param options.connectedAt of one that may be opening, and is then waited for; by default it was open
 * @returns `done` when it was closed, `gone` when it was closed already, `unopened` when it may yet open, `unreachable` when
 * it may be open still
 */
export async function closeWithRetry(
  ports: Pick<ChatPorts, 'posts' | 'clock' | 'random' | 'logger'>,
  connectionId: string,
  atOnce: Semaphore,
  { within = CLOSE_WITHIN_MS, connectedAt = 0 }: { within?: number; connectedAt?: number } = {},
): Promise<Attempt> {
  const close = () => atOnce(() => ports.posts.close(connectionId));
  const deadline = ports.clock.now() + within;
  const closed = await tryUntil(ports, close, { connectedAt, deadline });
  if (closed.kind === 'unreachable') {
    ports.logger.error('A connection that missed a message could not be closed', {
      connectionId,
      cause: closed.cause,
    });
  }
  return closed;
}
