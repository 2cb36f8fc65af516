import type { ChatEvent } from '../../protocol/events.ts';
import type { ChatPorts } from '../ports.ts';
import { readConnectionsOf } from './audience.ts';
import { deliverToUser } from './deliver-to-user.ts';
import { LEASE_MS } from './lease.ts';
import type { ReachPorts } from './reach.ts';

export type HandOverPorts = ReachPorts & Pick<ChatPorts, 'waiting' | 'blocks'>;

/**
 * Posts what waits for a user to all connections that the user has, oldest first. Stops at an event that
 * somebody else holds, or that nobody could be reached with: the ones behind it must not overtake it, and who
 * holds it goes on with them.
 */
export async function handOverWaiting(ports: HandOverPorts, user: string): Promise<void> {
  const recipients = await readConnectionsOf(ports.subscriptions, user, { consistent: true });
  if (recipients.length === 0) return;
  for await (const { id, event } of ports.waiting.list(user)) {
    const now = ports.clock.now();
    if (!(await ports.waiting.lease(user, id, { now, until: now + LEASE_MS }))) return;
    if (!(await isSilenced(ports, user, event))) {
      const posted = await deliverToUser(ports, event, { user, recipients });
      if (posted === 0) return ports.waiting.release(user, id);
    }
    await ports.waiting.remove(user, id);
  }
}

/** A block that came after the event hides it all the same. The notice of a block isn't something one sends. */
async function isSilenced(ports: HandOverPorts, user: string, event: ChatEvent): Promise<boolean> {
  if (event.type !== 'whisper' && event.type !== 'friend_request') return false;
  return (await ports.blocks.between(user, event.from)).blocked;
}
