import { useMemo } from 'react';
import { type MessageFrame, pinnedMessages } from '../index.ts';
import { useChatClient } from './chat-context.ts';
import { useView } from './use-view.ts';

/** What is pinned in a group. */
export interface Pins {
  /** As they are now, the last pinned first. */
  readonly messages: readonly MessageFrame[];
  /** Whether they have been fetched. */
  readonly isLoaded: boolean;
  /** Why they could not be fetched the last time; the next connection tries again. */
  readonly error: unknown;
}

/**
 * The pinned messages of a group that the user is in; `useChatClient()` has `pin` and `unpin`.
 * @param conversation `group:devs`; in another, and where it is undefined, nothing is pinned, and nothing is asked for
 */
export function usePins(conversation: string | undefined): Pins {
  const { items, isLoaded, error } = useView(pinnedMessages(useChatClient(), conversation ?? ''));
  return useMemo(
    () => ({ messages: items.map(({ message }) => message), isLoaded, error }),
    [items, isLoaded, error],
  );
}
