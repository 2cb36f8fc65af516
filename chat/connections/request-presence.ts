import type { ChatPorts } from '../ports/chat-ports.ts';

/**
 * Asks another function to find out whether users are there. A command, a handshake or a message must not fail over it: what is
 * lost of it the next such request makes good, the next sign-in, or whoever asks for their presence.
 * @param isLate whether their connections may have gone long ago
 */
export async function requestPresence(
  { deliverRequests }: Pick<ChatPorts, 'deliverRequests'>,
  users: readonly string[],
  isLate = false,
): Promise<void> {
  if (users.length === 0) return;
  try {
    await deliverRequests.send({ type: 'presence', users, ...(isLate && { isLate }) });
  } catch {
    // Lambda has no room for it just now.
  }
}
