import type { ChatEvent } from '../../protocol/events.ts';
import type { Recipient } from '../ports/subscriptions.ts';
import type { ChatPorts } from '../ports.ts';
import { readConnectionsOf } from './audience.ts';
import { deliverToUser } from './deliver-to-user.ts';
import { LEASE_MS } from './lease.ts';
import type { ReachPorts } from './reach.ts';

export type HandOverPorts = ReachPorts & Pick<ChatPorts, 'waiting' | 'blocks'>;

export interface HandOverOptions {
  /** Epoch milliseconds after which no further event is begun. */
  readonly deadline: number;
  /** Connections that are known not to be reached. */
  readonly tried?: readonly Recipient[];
  /** Whether to wait for an event that somebody else holds: a holder that crashed goes on with nothing. */
  readonly isPatient?: boolean;
}

/** A connection that is about to open opens within that time, or another one is looked for. */
const ATTEMPT_MS = 5_000;
/** Between two looks at an event that somebody else holds. */
const LOOK_AGAIN_MS = 500;

/**
 * Posts what waits for a user to all connections that the user has, oldest first. Stops at an event that somebody
 * else holds: what lies behind it must not overtake it, and the holder is asked to go on with that.
 */
export async function handOverWaiting(
  ports: HandOverPorts,
  user: string,
  { deadline, tried = [], isPatient = false }: HandOverOptions,
): Promise<void> {
  const isTried = new Set(tried.map(({ connectionId }) => connectionId));
  const connections = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  const recipients = connections.filter(({ connectionId }) => !isTried.has(connectionId));
  if (recipients.length === 0) return;
  for (let isFollowed = true; isFollowed; ) {
    isFollowed = false;
    for await (const { id, event } of ports.waiting.list(user)) {
      const now = ports.clock.now();
      if (now > deadline) return;
      if (!(await ports.waiting.lease(user, id, { now, until: now + LEASE_MS }))) {
        if (!(await ports.waiting.follow(user, id))) continue;
        if (!isPatient) return;
        await ports.clock.sleep(LOOK_AGAIN_MS);
        isFollowed = true;
        break;
      }
      if (await isWanted(ports, user, event)) {
        const attempt = Math.min(deadline, now + ATTEMPT_MS);
        if ((await deliverToUser(ports, event, { user, recipients }, attempt)) === 0) {
          await ports.waiting.release(user, id);
          // Behind the release: who signed in meanwhile has found the event held.
          return handOverWaiting(ports, user, { deadline, tried: [...tried, ...recipients], isPatient });
        }
      }
      // Somebody stopped at this event, perhaps with one of their own that the list doesn't have: look again.
      if (await ports.waiting.remove(user, id)) isFollowed = true;
    }
  }
}

/** A block that came after the event hides it all the same. The notice of a block isn't something one sends. */
async function isWanted(ports: HandOverPorts, user: string, event: ChatEvent): Promise<boolean> {
  if (event.type !== 'whisper' && event.type !== 'friend_request') return true;
  return !(await ports.blocks.between(user, event.from)).blocked;
}
