import type { ChatPorts } from '../ports/chat-ports.ts';
import { whisperKey } from '../ports/conversations.ts';
import type { Page, PageRange } from '../ports/page.ts';
import {
  groupConversation,
  lobbyConversation,
  type OpenConversation,
  splitName,
  whisperConversation,
} from './open-conversation.ts';

/** A page of a user's conversations: the lobby, then groups, then whispers, each by name. */
export async function pageConversations(
  { groups, conversations }: Pick<ChatPorts, 'groups' | 'conversations'>,
  user: string,
  { after = '', limit }: PageRange,
): Promise<Page<OpenConversation>> {
  const [kind, party] = splitName(after);
  const found: OpenConversation[] = kind === '' ? [lobbyConversation] : [];
  if (kind !== 'whisper') {
    // One more than fits tells whether there are more.
    const range = { after: kind === 'group' ? party : '', limit: limit + 1 };
    const { items, next } = await groups.listMemberships(user, range);
    found.push(...items.map(groupConversation));
    // Cut short among groups that one has left: others may follow before the whispers.
    if (next !== undefined && found.length <= limit)
      return { items: found, hasMore: true, next: `group:${next}` };
  }
  if (found.length <= limit) {
    const { items, next } = await conversations.peersAfter(
      user,
      kind === 'whisper' ? party : '',
      limit + 1 - found.length,
    );
    found.push(...items.map((peer) => whisperConversation(user, peer)));
    if (next !== undefined && found.length <= limit)
      return { items: found, hasMore: true, next: whisperKey(next) };
  }
  return { items: found.slice(0, limit), hasMore: found.length > limit };
}
