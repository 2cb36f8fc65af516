import type { ChatPorts } from '../ports/chat-ports.ts';
import { groupChannel } from '../ports/connections/subscriptions.ts';
import type { Group, Pin } from '../ports/groups/groups.ts';
import type { LogEntry } from '../ports/messages/messages.ts';

/** Pinned messages as they stand, by id, without those that were deleted, or are kept no longer; strongly consistent. */
export async function findPinned(
  { log }: Pick<ChatPorts, 'log'>,
  { groupId }: Pick<Group, 'groupId'>,
  pins: readonly Pin[],
): Promise<ReadonlyMap<string, LogEntry>> {
  if (pins.length === 0) return new Map();
  const entries = await log.findAll(
    groupChannel(groupId),
    pins.map(({ id }) => id),
    { consistent: true },
  );
  const standing = entries.filter(({ event }) => 'content' in event && !event.isDeleted);
  return new Map(standing.map((entry) => [entry.event.id, entry]));
}
