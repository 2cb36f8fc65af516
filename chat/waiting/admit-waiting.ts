import { conflict } from '../../protocol/errors.ts';
import { WAITING_AVERAGE_BYTES } from '../../protocol/limits.ts';
import { utf8Bytes } from '../../protocol/utf8.ts';
import type { UserConnections } from '../delivery/deliver-to-user.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { hasValidToken } from '../rules/valid-token.ts';

/**
 * Makes sure that a message may wait for somebody who is away: of one sender, and of all, so much and no more. For
 * somebody who is there it does nothing. Two writes, one behind the other.
 * @throws ChatError `conflict`
 */
export async function admitWaiting(
  { waitingCounts, limits, clock }: Pick<ChatPorts, 'waitingCounts' | 'limits' | 'clock'>,
  { user, recipients }: UserConnections,
  { from, content }: { from: string; content: string },
): Promise<void> {
  const now = clock.now();
  if (recipients.some((recipient) => hasValidToken(recipient, now))) return;
  const sizeOf = (messages: number) => ({ messages, bytes: messages * WAITING_AVERAGE_BYTES });
  const isAdmitted = await waitingCounts.admit(user, {
    from,
    bytes: utf8Bytes(content),
    ofSender: sizeOf(limits.waitingPerPair),
    ofAll: sizeOf(limits.waitingPerUser),
  });
  if (!isAdmitted) throw conflict(`Too much waits for ${user}`);
}
