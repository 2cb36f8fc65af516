import { removeGoneConnections } from '../connections/remove-connection.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import type { Recipient } from '../ports/connections/subscriptions.ts';
import { createSemaphore } from '../semaphore.ts';
import { closeWithRetry } from './close-with-retry.ts';
import type { FrameOf } from './frames.ts';
import { tryUntil } from './try-until.ts';

/**
 * Posts in flight at once from one delivery; one that waits for its next attempt doesn't count. At 10 ms a post this
 * keeps more than one core busy.
 */
export const POSTS_AT_ONCE = 100;
/** Gone connections are removed as soon as there are this many: half a dozen batches of DynamoDB's 25. */
const GONE_AT_ONCE = 50;

export type ReachPorts = Pick<
  ChatPorts,
  'subscriptions' | 'connections' | 'groups' | 'deliverRequests' | 'posts' | 'clock' | 'random' | 'logger'
>;

/** Posts of one message that are under way. */
export interface Reaching {
  /** Starts to post to a recipient; one whose protocol has no frame for this hears nothing. */
  start(recipient: Recipient): void;
  /** Waits until all who were started are reached or given up. @returns how many have the frame */
  settle(): Promise<number>;
}

/**
 * Posts a message's frames, each recipient on its own: one that is gone, slow or unreachable delays and fails nobody
 * else. Rows of the gone are removed beside the posts; whoever stays unreachable until the deadline is closed.
 * @param options.deadline epoch milliseconds, after which nothing is posted
 */
export function startReaching(
  ports: ReachPorts,
  { frameOf, deadline }: { frameOf: FrameOf; deadline: number },
): Reaching {
  const atOnce = createSemaphore(POSTS_AT_ONCE);
  const work: Promise<unknown>[] = [];
  const causes: unknown[] = [];
  let gone: Recipient[] = [];
  let posted = 0;

  async function reach(recipient: Recipient): Promise<void> {
    const { connectionId, connectedAt } = recipient;
    const frame = frameOf(recipient);
    if (frame === undefined) return;
    const post = () => atOnce(() => ports.posts.post(connectionId, frame));
    const attempt = await tryUntil(ports, post, { connectedAt, deadline });
    if (attempt.kind === 'done') posted++;
    if (attempt.kind === 'gone' && gone.push(recipient) >= GONE_AT_ONCE) removeGone();
    if (attempt.kind === 'unreachable') {
      causes.push(attempt.cause);
      await closeWithRetry(ports, connectionId, atOnce);
    }
  }

  function removeGone(): void {
    const removed = gone;
    gone = [];
    if (removed.length > 0) keep(removeGoneConnections(ports, removed));
  }

  const keep = (task: Promise<void>) => work.push(task.catch((cause) => causes.push(cause)));

  return {
    start: (recipient) => keep(reach(recipient)),
    async settle() {
      await Promise.all(work);
      removeGone();
      await Promise.all(work);
      if (causes.length > 0) {
        ports.logger.warn('Recipients not reached', { recipients: causes.length, cause: causes[0] });
      }
      return posted;
    },
  };
}
