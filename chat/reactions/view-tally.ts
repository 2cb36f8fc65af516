import type { ReactionCount } from '../../protocol/frames/logged.ts';
import type { Reaction, Tally } from '../ports/messages/reactions.ts';
import { isReactionSeen, tally } from './tally.ts';

/**
 * Counted reactions as a viewer sees them.
 * @param own the viewer's, where the tally doesn't name all of those counted
 */
export function viewTally(
  { kinds, by, hidden }: Tally,
  viewer: string,
  own?: readonly string[],
): ReactionCount[] {
  const unseen = hidden.filter((reaction) => !isReactionSeen(reaction, viewer));
  return kinds.flatMap(({ emoji, count }) => {
    const without = new Set(unseen.filter((reaction) => reaction.emoji === emoji).map(({ user }) => user));
    if (count === without.size) return [];
    const names = by.filter((one) => one.emoji === emoji && !without.has(one.user)).map(({ user }) => user);
    const isMine = own?.includes(emoji) ?? names.includes(viewer);
    return [{ emoji, count: count - without.size, by: names, ...(isMine && { mine: true as const }) }];
  });
}

/** The same of all reactions to a message: in the same order as what was counted shows them. */
export function viewReactions(reactions: readonly Reaction[], viewer: string): ReactionCount[] {
  const own = reactions.filter(({ user }) => user === viewer).map(({ emoji }) => emoji);
  const all = tally(reactions);
  const seen = all.isHiddenCut
    ? tally(reactions.filter((reaction) => isReactionSeen(reaction, viewer)))
    : all;
  return viewTally(seen, viewer, own);
}

/** Whether a tally names all whom it counts: then it says who has reacted. */
export const namesAll = ({ kinds, by }: Tally) =>
  by.length === kinds.reduce((all, { count }) => all + count, 0);

/** A version as the wire has it: as text that sorts the same way. */
export const revOf = (version: number) => String(version).padStart(10, '0');
