import type { ChatPorts } from '../ports/chat-ports.ts';

/**
 * Asks another function to find out whether a user is there. A command, a handshake or a message must not fail over it: what is
 * lost of it the next such request makes good, or whoever asks for the user's presence.
 * @param isLate whether the user's connections may have gone long ago
 */
export async function requestPresence(
  { deliverRequests }: Pick<ChatPorts, 'deliverRequests'>,
  user: string,
  isLate = false,
): Promise<void> {
  try {
    await deliverRequests.send({ type: 'presence', user, ...(isLate && { isLate }) });
  } catch {
    // Lambda has no room for it just now.
  }
}
