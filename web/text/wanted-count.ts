import type { ConversationSummary } from '../../client/index.ts';

/** How many of the unread messages of a conversation one wants to be told of. */
export function wantedCount({ level, unread, mentions }: ConversationSummary): number {
  if (level === 'none') return 0;
  return level === 'mentions' ? mentions : unread;
}
