import type { BlockInterval } from '../ports/blocks.ts';
import type { ChatPorts } from '../ports/chat-ports.ts';
import { settleAll } from '../settle-all.ts';

const NOTHING: ReadonlyMap<string, readonly BlockInterval[]> = new Map();

/** Of some others, those whom a user blocks, or who block the user, now. Strongly consistent. */
export async function findSilenced(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  user: string,
  others: readonly string[],
): Promise<ReadonlySet<string>> {
  const [{ names: blockers }, { names, isComplete }] = await settleAll([
    blocks.blockersOf(user, []),
    blocks.everBlockedBy(user),
  ]);
  const perhaps = isComplete ? others.filter((other) => names.has(other)) : others;
  const intervals = perhaps.length === 0 ? NOTHING : await blocks.intervals(user, perhaps);
  const isBlocked = (other: string) => intervals.get(other)?.some(({ until }) => until === undefined);
  return new Set(others.filter((other) => blockers.has(other) || isBlocked(other)));
}
