import type { ChatPorts } from '../ports/chat-ports.ts';
import { HOLD_MS, type UnfinishedBan } from '../ports/messages/undelivered.ts';
import { closeBanned } from '../posting/close-banned.ts';
import type { ReachPorts } from '../posting/reach.ts';

export type FinishBanPorts = ReachPorts & Pick<ChatPorts, 'bans' | 'undelivered'>;

/**
 * Does what follows from a ban, or its end, over which a function died, or closes what could not be closed yet. What was overtaken by
 * another command is that one's, and of what was never written nothing follows.
 */
export async function finishBan(ports: FinishBanPorts, { id, banned: user }: UnfinishedBan): Promise<void> {
  const now = ports.clock.now();
  const until = now + HOLD_MS;
  if (!(await ports.undelivered.take(id, { now, until }))) return;
  const ban = await ports.bans.find(user);
  if (ban?.id === id) {
    await ports.subscriptions.bar(user, ban);
    // Else it stays for the next sweep.
    if (!(await closeBanned(ports, user))) return;
  }
  await ports.undelivered.drop(id, until);
}
