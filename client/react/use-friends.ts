import { useMemo } from 'react';
import { relations } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/** How the user stands to others; each a list of names. */
export interface Friends {
  readonly friends: readonly string[];
  /** Who waits for the user's answer. */
  readonly incoming: readonly string[];
  /** Whose answer the user waits for. */
  readonly outgoing: readonly string[];
  readonly blocked: readonly string[];
  /** Whether all of that has been fetched. */
  readonly isLoaded: boolean;
  /** Why some of it could not be fetched the last time; the next connection tries again. */
  readonly error: unknown;
  /** Tries it now. */
  retry(): void;
}

/** The user's friends, requests and blocks, kept up to date; `useChatClient()` has what changes them. */
export function useFriends(): Friends {
  const lists = relations(useChatClient());
  const friends = useView(lists.friends);
  const requests = useView(lists.requests);
  const blocks = useView(lists.blocks);
  return useMemo(() => {
    const asked = (direction: 'incoming' | 'outgoing') =>
      requests.items.filter((item) => item.direction === direction).map(({ user }) => user);
    return {
      friends: friends.items.map(({ user }) => user),
      incoming: asked('incoming'),
      outgoing: asked('outgoing'),
      blocked: blocks.items.map(({ user }) => user),
      isLoaded: friends.isLoaded && requests.isLoaded && blocks.isLoaded,
      error: friends.error ?? requests.error ?? blocks.error,
      retry() {
        for (const list of Object.values(lists)) list.refresh();
      },
    };
  }, [lists, friends, requests, blocks]);
}
