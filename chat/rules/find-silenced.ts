import type { ChatPorts } from '../ports/chat-ports.ts';
import { settleAll } from '../settle-all.ts';
import { findBlocked } from './find-blocked.ts';

/** Of some others, those whom a user blocks, or who block the user, now. Strongly consistent. */
export async function findSilenced(
  ports: Pick<ChatPorts, 'blocks'>,
  user: string,
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  const [{ names: blockers }, ever] = await settleAll([
    ports.blocks.blockersOf(user, []),
    ports.blocks.everBlockedBy(user),
  ]);
  const blocked = await findBlocked(ports, user, others, ever);
  return new Set(others.filter((other) => blockers.has(other) || blocked.has(other)));
}
