import { REACTION_KINDS_MAX, REACTION_NAMES_MAX } from '../../protocol/limits.ts';
import type { Reaction, Tally } from '../ports/messages/reactions.ts';

/** Names from which something is hidden, of all that a tally keeps: so it stays a small item. */
const HIDDEN_NAMES_MAX = 50;
/** Reactions of which only their authors know are kept up to here; more of them are shown to nobody. */
const SECRET_MAX = 20;

/** Whether a viewer may see a reaction: its author always. */
export const isReactionSeen = ({ user, hiddenFrom }: Pick<Reaction, 'user' | 'hiddenFrom'>, viewer: string) =>
  user === viewer || (hiddenFrom !== 'others' && !hiddenFrom.includes(viewer));

/** Counts reactions to a message, the oldest first: what is one kind too many, or beyond what is kept of the secret ones, isn't there. */
export function tally(reactions: readonly Reaction[]): Tally {
  const secret = reactions.filter(({ hiddenFrom }) => hiddenFrom === 'others').sort(byAge);
  const left = new Set(secret.slice(SECRET_MAX));
  const inOrder = reactions.filter((reaction) => !left.has(reaction)).sort(byAge);
  const counts = new Map<string, number>();
  const counted = inOrder.filter(({ emoji }) => {
    if (!counts.has(emoji) && counts.size === REACTION_KINDS_MAX) return false;
    counts.set(emoji, (counts.get(emoji) ?? 0) + 1);
    return true;
  });
  return {
    kinds: [...counts].map(([emoji, count]) => ({ emoji, count })),
    by: counted.slice(0, REACTION_NAMES_MAX).map(({ emoji, user }) => ({ emoji, user })),
    ...takeHidden(counted),
  };
}

const byAge = (one: Reaction, other: Reaction) =>
  one.id === other.id ? (one.emoji < other.emoji ? -1 : 1) : one.id < other.id ? -1 : 1;

/** The secret ones first, which nobody may see without them being known. */
function takeHidden(counted: readonly Reaction[]): Pick<Tally, 'hidden' | 'isHiddenCut'> {
  const all = counted
    .filter(({ hiddenFrom }) => hiddenFrom.length > 0)
    .sort((one, other) => Number(other.hiddenFrom === 'others') - Number(one.hiddenFrom === 'others'));
  let names = 0;
  const hidden = all.filter(({ hiddenFrom }) => {
    names += hiddenFrom === 'others' ? 1 : hiddenFrom.length;
    return names <= HIDDEN_NAMES_MAX;
  });
  return {
    hidden: hidden.map(({ emoji, user, hiddenFrom }) => ({ emoji, user, hiddenFrom })),
    isHiddenCut: hidden.length < all.length,
  };
}
