import type { ChatPorts } from '../ports/chat-ports.ts';
import type { EverBlocked } from '../ports/people/blocks.ts';

/**
 * Of some others, those whom a user blocks now.
 * @param ever whom the user has ever blocked
 */
export async function findBlocked(
  { blocks }: Pick<ChatPorts, 'blocks'>,
  user: string,
  others: readonly string[],
  { names, isComplete }: EverBlocked,
): Promise<ReadonlySet<string>> {
  const perhaps = isComplete ? others.filter((other) => names.has(other)) : others;
  if (perhaps.length === 0) return new Set();
  const intervals = await blocks.intervals(user, perhaps);
  return new Set(
    perhaps.filter((other) => intervals.get(other)?.some(({ until }) => until === undefined) ?? false),
  );
}
