import type { SignedInConnection } from '../connections/subscribe.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';

/** Asks another function to hand over what waits, to a connection that is about to open or has just signed in. */
export function requestDrain(
  { deliverRequests }: Pick<ChatPorts, 'deliverRequests'>,
  { connectionId, signedIn }: SignedInConnection,
): Promise<void> {
  return deliverRequests.send({ type: 'hand_over', user: signedIn.user, connectionId });
}
