import { useMemo } from 'react';
import type { ConversationSummary } from '../../client/index.ts';
import { useConversations, useGroupNames } from '../../client/react/index.ts';

const emptyItem = (conversation: string): ConversationSummary => ({
  conversation,
  last: null,
  read_upto: null,
  unread: 0,
  mentions: 0,
});

/**
 * What the side lists: the lobby, every group that one is in, every whisper, and the conversation that is open, whether
 * anything was said there or not.
 * @param unsent conversations in which something waits to be sent or could not be, perhaps as the first that is said there
 */
export function useSidebarItems(
  current: string,
  unsent: Iterable<string>,
): {
  readonly items: readonly ConversationSummary[];
  /** Whether it is known what was said in them. */
  readonly isLoaded: boolean;
  /** Why that could not be fetched the last time. */
  readonly error: unknown;
  readonly retry: () => void;
} {
  const { items, ...list } = useConversations();
  const groups = useGroupNames();
  const all = useMemo(() => {
    const known = new Set(items.map(({ conversation }) => conversation));
    const others = ['lobby', ...groups.map((name) => `group:${name}`), current, ...unsent].filter(
      (conversation, index, all) => !known.has(conversation) && all.indexOf(conversation) === index,
    );
    const listed = [...items, ...others.map(emptyItem)];
    const lobby = listed.filter(({ conversation }) => conversation === 'lobby');
    return [...lobby, ...listed.filter(({ conversation }) => conversation !== 'lobby')];
  }, [items, groups, current, unsent]);
  return { ...list, items: all };
}
