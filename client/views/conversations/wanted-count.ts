import type { ConversationSummary } from '../../../protocol/frames/list-items.ts';

/** How many of the unread messages of a conversation the user wants to be told of, as they have said by `notify`: for a badge. */
export function wantedCount(item: Pick<ConversationSummary, 'level' | 'unread' | 'mentions'>): number {
  const { level, unread, mentions } = item;
  if (level === 'none') return 0;
  return level === 'mentions' ? mentions : unread;
}
