import type { ChatPorts } from '../ports.ts';
import type { SignedInConnection } from '../sessions/subscribe.ts';

/** Asks another function to hand over what waits, to a connection that is about to open or has just signed in. */
export function requestHandOver(
  { deliverRequests }: Pick<ChatPorts, 'deliverRequests'>,
  { connectionId, signedIn }: SignedInConnection,
): Promise<void> {
  return deliverRequests.send({ type: 'hand_over', user: signedIn.user, connectionId });
}
