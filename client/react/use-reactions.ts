import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { messageReactions, type ReactionCount } from '../index.ts';
import { useChatClient } from './chat-context.ts';

/** The reactions to a message, and how to add one's own. */
export interface Reactions {
  readonly reactions: readonly ReactionCount[];
  /** Reacts by an emoji, or takes that back. What is refused goes back, and the client's `failed` tells of it. */
  toggle(emoji: string): void;
}

const NONE: readonly ReactionCount[] = [];

/** How a message of a timeline was reacted to, by its event's conversation and id. */
export function useReactions(conversation: string, id: string): Reactions {
  const client = useChatClient();
  const view = messageReactions(client, conversation);
  const find = useCallback(() => view.value.get(id) ?? NONE, [view, id]);
  // Renders again only when it is this message's that change.
  const reactions = useSyncExternalStore(view.onChange, find, find);
  return useMemo(
    () => ({
      reactions,
      toggle(emoji: string) {
        const isMine = reactions.some((one) => one.emoji === emoji && one.mine);
        void client[isMine ? 'unreact' : 'react'](conversation, id, emoji);
      },
    }),
    [client, conversation, id, reactions],
  );
}
