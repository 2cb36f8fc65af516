import { idBehind } from '../../protocol/events/event-id.ts';
import { disbandedBy, endMemberships } from '../memberships/disband-group.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { HOLD_MS, type UnfinishedDisbanding } from '../ports/messages/undelivered.ts';

export type FinishDisbandingPorts = Pick<
  ChatPorts,
  'groups' | 'conversations' | 'subscriptions' | 'undelivered' | 'clock'
>;

/**
 * Ends members of a group that was disbanded, and frees its name once a look has found none: those of a large group take several
 * sweeps.
 * @param until when to stop, epoch milliseconds
 */
export async function finishDisbanding(
  ports: FinishDisbandingPorts,
  { id: name, disbands }: UnfinishedDisbanding,
  until: number,
): Promise<void> {
  const now = ports.clock.now();
  if (!(await ports.undelivered.take(name, { now, until: now + HOLD_MS }))) return;
  const id = disbandedBy(name);
  const group = await ports.groups.find(disbands);
  if (group?.endedBy === id && !group.isFree) {
    if (!(await endMemberships(ports, group, id, until))) return;
    const isFreed = await ports.groups.change(
      { ...group, isFree: true, rev: idBehind(group.rev) },
      group.rev,
    );
    if (!isFreed) return;
  }
  await ports.undelivered.remove(name);
}
