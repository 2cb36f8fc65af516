import { useCallback, useMemo, useSyncExternalStore } from 'react';
import { messageReactions, type ReactionCount } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { NOTHING } from './use-view.ts';

/** The reactions to a message, and how to add one's own. */
export interface Reactions {
  readonly reactions: readonly ReactionCount[];
  /** Reacts by an emoji, or takes that back. What is refused goes back, and the client's `failed` tells of it. */
  toggle(emoji: string): void;
}

const NONE: readonly ReactionCount[] = [];

/**
 * How a message of a timeline was reacted to, by its event's conversation and id.
 * @param id undefined, as the conversation may be: no message is shown, and none is reacted to
 */
export function useReactions(conversation: string | undefined, id: string | undefined): Reactions {
  const client = useChatClient();
  const view =
    conversation === undefined || id === undefined ? NOTHING : messageReactions(client, conversation);
  const find = useCallback(() => view.value?.get(id ?? '') ?? NONE, [view, id]);
  // Renders again only when it is this message's that change.
  const reactions = useSyncExternalStore(view.onChange, find, find);
  return useMemo(
    () => ({
      reactions,
      toggle(emoji: string) {
        if (conversation === undefined || id === undefined) return;
        const isMine = reactions.some((one) => one.emoji === emoji && one.mine);
        void client[isMine ? 'unreact' : 'react'](conversation, id, emoji);
      },
    }),
    [client, conversation, id, reactions],
  );
}
