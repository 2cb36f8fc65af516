import {
  type Annotation,
  type MessagePlace,
  NO_ANNOTATION,
  type Reaction,
  type Reactions,
  type SetOutcome,
} from '../../chat/ports/messages/reactions.ts';
import { REACTION_KINDS_MAX, REACTORS_MAX } from '../../protocol/limits.ts';

type StoredReaction = Reaction & { readonly isOn: boolean };

export interface MemoryReactions extends Reactions {
  /** What stands beside a message; undefined where nothing does. */
  beside(place: MessagePlace): Annotation | undefined;
}

export function createMemoryReactions(): MemoryReactions {
  /** By message, then user, then emoji. */
  const rows = new Map<string, Map<string, Map<string, StoredReaction>>>();
  const annotations = new Map<string, Annotation>();
  // A space stands in no conversation's name.
  const keyOf = ({ conversation, id }: MessagePlace) => `${conversation} ${id}`;
  const inOrder = (message: string) =>
    [...(rows.get(message) ?? [])].sort(([one], [other]) => (one < other ? -1 : 1));
  const standing = (row: ReadonlyMap<string, StoredReaction>): Reaction[] =>
    [...row.values()].filter(({ isOn }) => isOn).map(({ isOn: _, ...reaction }) => reaction);

  function set(
    message: string,
    reaction: StoredReaction,
    mayFollow: (before: StoredReaction) => boolean,
  ): SetOutcome {
    const users = rows.get(message) ?? new Map<string, Map<string, StoredReaction>>();
    const row = users.get(reaction.user) ?? new Map<string, StoredReaction>();
    const before = row.get(reaction.emoji);
    if (before && !mayFollow(before)) return 'overtaken';
    if (!before && row.size >= REACTION_KINDS_MAX) return 'too many';
    rows.set(message, users.set(reaction.user, row.set(reaction.emoji, reaction)));
    return 'set';
  }

  return {
    beside: (place) => annotations.get(keyOf(place)),

    add: async (message, reaction) =>
      set(
        message,
        { ...reaction, isOn: true },
        ({ id, isOn }) => (id < reaction.id && !isOn) || id === reaction.id,
      ),

    remove: async (message, reaction) =>
      set(message, { ...reaction, hiddenFrom: [], isOn: false }, ({ id }) => id <= reaction.id),

    all: async (message) =>
      inOrder(message)
        .slice(0, REACTORS_MAX)
        .flatMap(([, row]) => standing(row)),

    async page(message, { after = '', limit }) {
      const behind = inOrder(message).filter(([user]) => user > after);
      const page = behind.slice(0, limit);
      return {
        reactions: page.flatMap(([, row]) => standing(row)),
        next: behind.length > limit ? page.at(-1)?.[0] : undefined,
      };
    },

    async of(user, messages) {
      return new Map(
        messages.flatMap((message) => {
          const row = rows.get(message)?.get(user);
          return row ? [[message, standing(row).map(({ emoji }) => emoji)] as const] : [];
        }),
      );
    },

    forget: async (message, user) => void rows.get(message)?.delete(user),

    annotation: async (place) => annotations.get(keyOf(place)) ?? NO_ANNOTATION,

    async annotate(place, tally, version) {
      if ((annotations.get(keyOf(place))?.version ?? 0) !== version) return false;
      annotations.set(keyOf(place), { ...tally, version: version + 1, flushAt: 0 });
      return true;
    },

    async schedule(place, flushAt, soon) {
      const before = annotations.get(keyOf(place)) ?? NO_ANNOTATION;
      if (before.flushAt > soon) return false;
      annotations.set(keyOf(place), { ...before, flushAt });
      return true;
    },
  };
}
